/** Written by `npm run client` from the OpenAPI document: not to be changed here. */
export interface paths {
    "/api/partners/work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lister ce qui attend chacun : depuis quand, jusqu’à quand, et que faire
         * @description Rôles : partner_member, action_pilot, cooperation_officer, caf_adviser, copil_secretary, legal_representative, evaluator, national_auditor.
         */
        get: operations["partners.list-work"];
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
    "partners.list-work": {
        parameters: {
            query?: {
                /** @description D’une seule convention */
                conventionId?: string;
                /** @description Suite de la liste : le nextCursor de la page précédente */
                cursor?: string;
                /** @description Des conventions dont cette personne est chargée de coopération ce jour-là */
                holder?: string;
                /** @description Ce qui est attendu : deliberation (délibérer), signature (signer), receipt (transmettre au contrôle de légalité), deliberation-missing (retrouver la délibération de ce qui est signé), amendment-plan (adopter le plan que l’avenant apporte), notice (tirer les conséquences d’un départ annoncé), renewal (préparer le renouvellement), end (dire la suite d’une convention dont le terme est passé), yearly-meeting (réunir le copil de l’année), meeting-to-tell (rendre compte d’une réunion prévue), yearly-review (valider le bilan de l’année) */
                kind?: "deliberation" | "signature" | "receipt" | "deliberation-missing" | "amendment-plan" | "notice" | "renewal" | "end" | "yearly-meeting" | "meeting-to-tell" | "yearly-review";
                /** @description Seulement ce qui est en retard */
                late?: "true";
                /** @description Nombre par page, de 1 à 200 */
                limit?: number;
                /** @description Ce jour-là ; par défaut aujourd’hui */
                on?: string;
                /** @description Ce qui attend cette organisation */
                organisation?: string;
                /** @description Rôle de qui agit : legal_representative (représentant légal), copil_secretary (secrétariat du copil) ou caf_adviser (conseiller Caf) */
                role?: "legal_representative" | "copil_secretary" | "caf_adviser";
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
                            /** @description Titre de l’avenant */
                            amendment?: string;
                            /**
                             * Format: uuid
                             * @description Identifiant
                             */
                            amendmentId?: string;
                            /** @description Code de la Caf, par exemple caf-59 */
                            cafId: string;
                            /** @description Intitulé de la convention */
                            convention: string;
                            /**
                             * Format: uuid
                             * @description Identifiant
                             */
                            conventionId: string;
                            /**
                             * @description Ce qui est attendu : deliberation (délibérer), signature (signer), receipt (transmettre au contrôle de légalité), deliberation-missing (retrouver la délibération de ce qui est signé), amendment-plan (adopter le plan que l’avenant apporte), notice (tirer les conséquences d’un départ annoncé), renewal (préparer le renouvellement), end (dire la suite d’une convention dont le terme est passé), yearly-meeting (réunir le copil de l’année), meeting-to-tell (rendre compte d’une réunion prévue), yearly-review (valider le bilan de l’année)
                             * @enum {string}
                             */
                            kind: "deliberation" | "signature" | "receipt" | "deliberation-missing" | "amendment-plan" | "notice" | "renewal" | "end" | "yearly-meeting" | "meeting-to-tell" | "yearly-review";
                            /** @description Ce qui est attendu, en français */
                            label: string;
                            /** @description Ce jour-là, c’est en retard */
                            late: boolean;
                            /** @description Jours de retard */
                            lateForDays?: number;
                            /**
                             * Format: uuid
                             * @description Identifiant
                             */
                            meetingId?: string;
                            /** @description Son nom */
                            name?: string;
                            /** @description Que faire, et la commande qui l’enregistre */
                            next: string;
                            /**
                             * Format: organisation
                             * @description L’organisation qui est attendue
                             */
                            organisation?: string;
                            /**
                             * @description Rôle de qui agit : legal_representative (représentant légal), copil_secretary (secrétariat du copil) ou caf_adviser (conseiller Caf)
                             * @enum {string}
                             */
                            role: "legal_representative" | "copil_secretary" | "caf_adviser";
                            /**
                             * Format: date
                             * @description Depuis quand
                             */
                            since: string;
                            /**
                             * Format: date
                             * @description Jusqu’à quand
                             */
                            until?: string;
                            /** @description Année dont il s’agit */
                            year?: number;
                        }[];
                        /** @description À renvoyer dans cursor pour la suite ; absent : fin de la liste */
                        nextCursor?: string;
                    };
                };
            };
        };
    };
}
