/** Written by `npm run client` from the OpenAPI document: not to be changed here. */
export interface paths {
    "/api/history/conventions/{conventionId}/who-does-what": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lire qui fait quoi un jour donné : rôles, thèmes, périodes et passations
         * @description Rôles : partner_member, action_pilot, cooperation_officer, caf_adviser, copil_secretary, legal_representative, evaluator, national_auditor.
         */
        get: operations["history.list-held-roles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
interface components {
    schemas: never;
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
interface operations {
    "history.list-held-roles": {
        parameters: {
            query?: {
                /** @description Aussi les rôles qui ne sont plus, ou pas encore, tenus ce jour-là */
                all?: "true";
                /** @description Suite de la liste : le nextCursor de la page précédente */
                cursor?: string;
                /** @description Situation de ce jour-là ; par défaut aujourd’hui */
                effectiveAt?: string;
                /** @description Ce qui était enregistré alors : un jour (2026-06-01, jusqu’à sa fin à l’heure de la Caf) ou un instant (2026-06-01T00:00:00Z) ; par défaut tout */
                knownAt?: string;
                /** @description Nombre par page, de 1 à 200 */
                limit?: number;
                /** @description Ce que fait cette organisation */
                organisation?: string;
                /** @description signatory (signataire), associated (partenaire associé), member (membre), cooperation-officer (emploie le chargé de coopération), pilot (pilote), co-pilot (copilote), partner (partenaire), funder (financeur), evaluator (évaluateur) */
                role?: "signatory" | "associated" | "member" | "cooperation-officer" | "pilot" | "co-pilot" | "partner" | "funder" | "evaluator";
                /** @description Code du thème, par exemple petite-enfance */
                theme?: string;
            };
            header?: {
                /** @description Attendre que cette position ait été lue ; au-delà du journal : 409 */
                "CTG-After-Position"?: string;
            };
            path: {
                conventionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Réponse */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Qui le tenait avant : une passation */
                            after?: {
                                /** @description Nom de l’organisation ; d’un chargé de coopération, son numéro */
                                name: string;
                                /**
                                 * Format: organisation
                                 * @description Organisation : son SIREN (9 chiffres), ou le RNA (W + 9 caractères) d’une association sans SIREN
                                 */
                                organisation?: string;
                            };
                            /** @description Qui l’a repris : une passation */
                            before?: {
                                /** @description Nom de l’organisation ; d’un chargé de coopération, son numéro */
                                name: string;
                                /**
                                 * Format: organisation
                                 * @description Organisation : son SIREN (9 chiffres), ou le RNA (W + 9 caractères) d’une association sans SIREN
                                 */
                                organisation?: string;
                            };
                            /** @description À quel titre, ou avec quoi */
                            capacity?: string;
                            /**
                             * Format: date
                             * @description Premier jour ; absent : il n’est pas dit
                             */
                            from?: string;
                            /** @description Tenu ce jour-là */
                            held: boolean;
                            /** @description Nom de l’organisation */
                            name: string;
                            /**
                             * Format: organisation
                             * @description Organisation : son SIREN (9 chiffres), ou le RNA (W + 9 caractères) d’une association sans SIREN
                             */
                            organisation: string;
                            /** @description Identifiant opaque de la personne */
                            person?: string;
                            /** @description Le chargé de coopération sans son nom : « n° 2 », dans l’ordre des prises de fonction */
                            personLabel?: string;
                            /**
                             * @description signatory (signataire), associated (partenaire associé), member (membre), cooperation-officer (emploie le chargé de coopération), pilot (pilote), co-pilot (copilote), partner (partenaire), funder (financeur), evaluator (évaluateur)
                             * @enum {string}
                             */
                            role: "signatory" | "associated" | "member" | "cooperation-officer" | "pilot" | "co-pilot" | "partner" | "funder" | "evaluator";
                            /** @description Le rôle en français */
                            roleLabel: string;
                            /** @description Thèmes concernés ; vide : tous, ou sans objet */
                            themes: {
                                /** @description Code du thème, par exemple petite-enfance */
                                code: string;
                                label: string;
                            }[];
                            /**
                             * Format: date
                             * @description Dernier jour ; absent : sans fin connue
                             */
                            until?: string;
                            where: {
                                /**
                                 * Format: uuid
                                 * @description Identifiant
                                 */
                                id?: string;
                                /**
                                 * @description convention (convention), body (instance), cooperation (coopération), action (fiche-action), operation (opération), evaluation (évaluation)
                                 * @enum {string}
                                 */
                                kind: "convention" | "body" | "cooperation" | "action" | "operation" | "evaluation";
                                kindLabel: string;
                                title: string;
                            };
                        }[];
                        /** @description À renvoyer dans cursor pour la suite ; absent : fin de la liste */
                        nextCursor?: string;
                    };
                };
            };
        };
    };
}
