/** Written by `npm run client` from the OpenAPI document: not to be changed here. */
export interface paths {
    "/api/history/global-view": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Voir tout un territoire : thème par thème, ce que fait chaque partenaire et à quel coût, et ce qui manque
         * @description Rôles : partner_member, action_pilot, cooperation_officer, caf_adviser, copil_secretary, legal_representative, evaluator, national_auditor.
         */
        get: operations["history.list-global-view"];
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
    "history.list-global-view": {
        parameters: {
            query?: {
                /** @description Les conventions de cette commune */
                commune?: string;
                /** @description Une seule convention */
                convention?: string;
                /** @description Suite de la liste : le nextCursor de la page précédente */
                cursor?: string;
                /** @description Situation de ce jour-là ; par défaut aujourd’hui */
                effectiveAt?: string;
                /** @description Les conventions des communes que cette intercommunalité a cette année-là */
                epci?: string;
                /** @description Ce qui était enregistré alors : un jour (2026-06-01, jusqu’à sa fin à l’heure de la Caf) ou un instant (2026-06-01T00:00:00Z) ; par défaut tout */
                knownAt?: string;
                /** @description Nombre par page, de 1 à 200 */
                limit?: number;
                /** @description Les moyens de cette seule année ; par défaut de toutes */
                year?: number;
            };
            header?: {
                /** @description Attendre que cette position ait été lue ; au-delà du journal : 409 */
                "CTG-After-Position"?: string;
            };
            path?: never;
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
                            /** @description Ce qu’elle a apporté */
                            actual: {
                                /** @description Somme de ce qui est chiffré, en euros ; absente : rien n’est chiffré (ce n’est pas 0) */
                                told?: number;
                                /** @description Lignes qui ne sont pas chiffrées (« à définir ») */
                                untold: number;
                            };
                            /**
                             * @description cell (ce qu’une organisation fait dans un thème), unfunded (moyens d’un thème dont le financeur n’est pas nommé), theme-hole (thème où personne ne fait rien), partner-hole (partenaire qui ne fait rien dans aucun thème)
                             * @enum {string}
                             */
                            kind: "cell" | "unfunded" | "theme-hole" | "partner-hole";
                            /** @description Nom de l’organisation */
                            name?: string;
                            /**
                             * Format: organisation
                             * @description Organisation : son SIREN (9 chiffres), ou le RNA (W + 9 caractères) d’une association sans SIREN
                             */
                            organisation?: string;
                            /** @description Ce qu’elle prévoit d’apporter */
                            planned: {
                                /** @description Somme de ce qui est chiffré, en euros ; absente : rien n’est chiffré (ce n’est pas 0) */
                                told?: number;
                                /** @description Lignes qui ne sont pas chiffrées (« à définir ») */
                                untold: number;
                            };
                            roles: {
                                /** @description Les premières */
                                actions: {
                                    /**
                                     * Format: uuid
                                     * @description Identifiant
                                     */
                                    actionId: string;
                                    /**
                                     * Format: uuid
                                     * @description Identifiant
                                     */
                                    conventionId: string;
                                    title: string;
                                }[];
                                /** @description Dans combien d’actions */
                                count: number;
                                role: string;
                                /** @description Le rôle en français */
                                roleLabel: string;
                            }[];
                            theme?: {
                                /** @description Code du thème, par exemple petite-enfance */
                                code: string;
                                label: string;
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
