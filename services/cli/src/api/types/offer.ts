/** Written by `npm run client` from the OpenAPI document: not to be changed here. */
export interface paths {
    "/api/history/conventions/{conventionId}/optimise-or-develop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lister les actions qui optimisent l’existant ou développent du nouveau, et ce qu’elles ont changé dans l’offre
         * @description Rôles : partner_member, action_pilot, cooperation_officer, caf_adviser, copil_secretary, legal_representative, evaluator, national_auditor.
         */
        get: operations["history.list-approaches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/history/conventions/{conventionId}/optimise-or-develop/needs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Mettre les besoins, besoins repris compris, en face de l’offre existante et des actions
         * @description Rôles : partner_member, action_pilot, cooperation_officer, caf_adviser, copil_secretary, legal_representative, evaluator, national_auditor.
         */
        get: operations["history.list-needs-against-offer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/history/conventions/{conventionId}/optimise-or-develop/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Mettre l’offre existante en face des besoins et de ce que les actions y ont changé
         * @description Rôles : partner_member, action_pilot, cooperation_officer, caf_adviser, copil_secretary, legal_representative, evaluator, national_auditor.
         */
        get: operations["history.list-offers-against-needs"];
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
    "history.list-approaches": {
        parameters: {
            query?: {
                /** @description optimise (optimise l’existant), develop (développe du nouveau) */
                approach?: "optimise" | "develop";
                /** @description Suite de la liste : le nextCursor de la page précédente */
                cursor?: string;
                /** @description Situation de ce jour-là ; par défaut aujourd’hui */
                effectiveAt?: string;
                /** @description Ce qui était enregistré alors : un jour (2026-06-01, jusqu’à sa fin à l’heure de la Caf) ou un instant (2026-06-01T00:00:00Z) ; par défaut tout */
                knownAt?: string;
                /** @description Nombre par page, de 1 à 200 */
                limit?: number;
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
                            /**
                             * Format: uuid
                             * @description Identifiant
                             */
                            actionId: string;
                            /**
                             * @description optimise (optimise l’existant), develop (développe du nouveau)
                             * @enum {string}
                             */
                            approach: "optimise" | "develop";
                            approachLabel: string;
                            /** @description Ce qu’elle a changé dans l’offre ; vide : rien n’est dit */
                            changes: {
                                action: {
                                    /**
                                     * Format: uuid
                                     * @description Identifiant
                                     */
                                    id: string;
                                    title: string;
                                };
                                /** @description Capacité après */
                                after?: number;
                                /** @description Capacité avant */
                                before?: number;
                                /**
                                 * @description created (créée), extended (agrandie), improved (améliorée), reduced (réduite), closed (fermée)
                                 * @enum {string}
                                 */
                                change: "created" | "extended" | "improved" | "reduced" | "closed";
                                /** @description Le changement en français */
                                changeLabel: string;
                                /**
                                 * Format: uuid
                                 * @description Identifiant
                                 */
                                offerId?: string;
                                /**
                                 * Format: date
                                 * @description Jour du compte rendu
                                 */
                                on: string;
                                title: string;
                            }[];
                            /** @description Besoins auxquels elle répond ; vide : aucun */
                            needs: {
                                /**
                                 * Format: uuid
                                 * @description Identifiant
                                 */
                                id: string;
                                title: string;
                            }[];
                            /** @description L’étape en français */
                            statusLabel: string;
                            themes: {
                                /** @description Code du thème, par exemple petite-enfance */
                                code: string;
                                label: string;
                            }[];
                            /** @description Numéro et intitulé */
                            title: string;
                        }[];
                        /** @description À renvoyer dans cursor pour la suite ; absent : fin de la liste */
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    "history.list-needs-against-offer": {
        parameters: {
            query?: {
                /** @description Suite de la liste : le nextCursor de la page précédente */
                cursor?: string;
                /** @description Situation de ce jour-là ; par défaut aujourd’hui */
                effectiveAt?: string;
                /** @description Ce qui était enregistré alors : un jour (2026-06-01, jusqu’à sa fin à l’heure de la Caf) ou un instant (2026-06-01T00:00:00Z) ; par défaut tout */
                knownAt?: string;
                /** @description Nombre par page, de 1 à 200 */
                limit?: number;
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
                            /** @description Actions qui y répondent en développant du nouveau */
                            developed: {
                                /**
                                 * Format: uuid
                                 * @description Identifiant
                                 */
                                id: string;
                                title: string;
                            }[];
                            /**
                             * Format: uuid
                             * @description Identifiant
                             */
                            needId: string;
                            /** @description Offres de l’inventaire sur lesquelles il repose ; vide : aucune */
                            offers: {
                                /**
                                 * Format: uuid
                                 * @description Identifiant
                                 */
                                id: string;
                                title: string;
                            }[];
                            /** @description Actions qui y répondent en optimisant l’existant */
                            optimised: {
                                /**
                                 * Format: uuid
                                 * @description Identifiant
                                 */
                                id: string;
                                title: string;
                            }[];
                            /**
                             * Format: uuid
                             * @description Convention dont il est repris ; absent : il est de celle-ci
                             */
                            takenFrom?: string;
                            theme: {
                                /** @description Code du thème, par exemple petite-enfance */
                                code: string;
                                label: string;
                            };
                            title: string;
                        }[];
                        /** @description À renvoyer dans cursor pour la suite ; absent : fin de la liste */
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    "history.list-offers-against-needs": {
        parameters: {
            query?: {
                /** @description Suite de la liste : le nextCursor de la page précédente */
                cursor?: string;
                /** @description Situation de ce jour-là ; par défaut aujourd’hui */
                effectiveAt?: string;
                /** @description Ce qui était enregistré alors : un jour (2026-06-01, jusqu’à sa fin à l’heure de la Caf) ou un instant (2026-06-01T00:00:00Z) ; par défaut tout */
                knownAt?: string;
                /** @description Nombre par page, de 1 à 200 */
                limit?: number;
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
                            /** @description Capacité ; absente : elle n’est pas connue */
                            capacity?: number;
                            /** @description Ce que les actions y ont changé ; vide : rien n’est dit */
                            changes: {
                                action: {
                                    /**
                                     * Format: uuid
                                     * @description Identifiant
                                     */
                                    id: string;
                                    title: string;
                                };
                                /** @description Capacité après */
                                after?: number;
                                /** @description Capacité avant */
                                before?: number;
                                /**
                                 * @description created (créée), extended (agrandie), improved (améliorée), reduced (réduite), closed (fermée)
                                 * @enum {string}
                                 */
                                change: "created" | "extended" | "improved" | "reduced" | "closed";
                                /** @description Le changement en français */
                                changeLabel: string;
                                /**
                                 * Format: uuid
                                 * @description Identifiant
                                 */
                                offerId?: string;
                                /**
                                 * Format: date
                                 * @description Jour du compte rendu
                                 */
                                on: string;
                                title: string;
                            }[];
                            /** @description Code INSEE de la commune (5 caractères, pas le code postal) */
                            commune: string;
                            name: string;
                            /** @description Besoins qui reposent sur elle ; vide : aucun */
                            needs: {
                                /**
                                 * Format: uuid
                                 * @description Identifiant
                                 */
                                id: string;
                                title: string;
                            }[];
                            /**
                             * Format: uuid
                             * @description Identifiant
                             */
                            offerId: string;
                            /** @description Nom de la commune */
                            place: string;
                            /**
                             * @description planned (projetée), open (ouverte), closed (fermée)
                             * @enum {string}
                             */
                            status: "planned" | "open" | "closed";
                            statusLabel: string;
                        }[];
                        /** @description À renvoyer dans cursor pour la suite ; absent : fin de la liste */
                        nextCursor?: string;
                    };
                };
            };
        };
    };
}
