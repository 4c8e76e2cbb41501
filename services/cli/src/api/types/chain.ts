/** Written by `npm run client` from the OpenAPI document: not to be changed here. */
export interface paths {
    "/api/history/conventions/{conventionId}/chain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Suivre la chaîne du besoin à la décision, dans un sens ou dans l’autre
         * @description Rôles : partner_member, action_pilot, cooperation_officer, caf_adviser, copil_secretary, legal_representative, evaluator, national_auditor.
         */
        get: operations["history.list-chain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/history/conventions/{conventionId}/chain/breaks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lister les ruptures de la chaîne du besoin à la décision
         * @description Rôles : partner_member, action_pilot, cooperation_officer, caf_adviser, copil_secretary, legal_representative, evaluator, national_auditor.
         */
        get: operations["history.list-chain-breaks"];
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
    "history.list-chain": {
        parameters: {
            query?: {
                /** @description Suite de la liste : le nextCursor de la page précédente */
                cursor?: string;
                /** @description down (du besoin vers la décision) ou up (de la décision vers le besoin) */
                direction?: "down" | "up";
                /** @description Situation de ce jour-là ; par défaut aujourd’hui */
                effectiveAt?: string;
                /** @description D’où partir : un identifiant, ou des mots de l’intitulé ; par défaut tous les besoins et ce qui est repris de la convention précédente (ou toutes les décisions, en remontant) */
                from?: string;
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
                            /** @description Déjà rencontré : la suite est là où il l’a été d’abord */
                            again: boolean;
                            /** @description À combien de pas du départ */
                            depth: number;
                            /** @description D’où l’on vient ; absent : un point de départ */
                            from?: string;
                            /** @description Identifiant ; d’une recommandation, son protocole et son rang : « protocole.rang » */
                            id: string;
                            /**
                             * @description need (besoin), priority (enjeu), objective (objectif), action (action), operation (opération), indicator (indicateur), measure (mesure), baseline (valeur de départ), opinion (avis), judgement (jugement), recommendation (recommandation), decision (décision)
                             * @enum {string}
                             */
                            kind: "need" | "priority" | "objective" | "action" | "operation" | "indicator" | "measure" | "baseline" | "opinion" | "judgement" | "recommendation" | "decision";
                            /** @description Ce que c’est, en français */
                            kindLabel: string;
                            /** @description Ce qui lui manque, en français */
                            lacks: string[];
                            /**
                             * Format: date
                             * @description Jour, de ce qui a eu lieu
                             */
                            on?: string;
                            /** @description La convention dont il est, quand c’est celle que celle-ci renouvelle */
                            origin?: {
                                /**
                                 * Format: uuid
                                 * @description Identifiant
                                 */
                                conventionId: string;
                                /** @description Son intitulé, pour qui peut la lire */
                                title?: string;
                            };
                            /**
                             * @description Il en est repris ; sinon il mène à ce qui en est repris
                             * @constant
                             */
                            takenOver?: true;
                            title: string;
                            /** @description Ce dont il fait partie : la fiche d’un indicateur, l’indicateur d’une mesure */
                            within?: string;
                        }[];
                        /** @description À renvoyer dans cursor pour la suite ; absent : fin de la liste */
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    "history.list-chain-breaks": {
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
                /** @description need-without-priority (besoin sans enjeu), need-without-action (besoin sans action), priority-without-objective (enjeu sans objectif), objective-without-priority (objectif sans enjeu), objective-without-action (objectif sans action), action-without-need (action sans besoin), action-without-decision (action que le copil n’a pas adoptée), action-without-indicator (action sans indicateur), indicator-not-defined (indicateur sans définition), indicator-without-baseline (indicateur sans valeur de départ), indicator-without-measure (indicateur sans mesure), measure-without-judgement (mesure sans jugement), judgement-without-decision (jugement sans décision) */
                what?: "need-without-priority" | "need-without-action" | "priority-without-objective" | "objective-without-priority" | "objective-without-action" | "action-without-need" | "action-without-decision" | "action-without-indicator" | "indicator-not-defined" | "indicator-without-baseline" | "indicator-without-measure" | "measure-without-judgement" | "judgement-without-decision";
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
                            /** @description Identifiant ; d’une recommandation, son protocole et son rang : « protocole.rang » */
                            id: string;
                            /**
                             * @description need (besoin), priority (enjeu), objective (objectif), action (action), operation (opération), indicator (indicateur), measure (mesure), baseline (valeur de départ), opinion (avis), judgement (jugement), recommendation (recommandation), decision (décision)
                             * @enum {string}
                             */
                            kind: "need" | "priority" | "objective" | "action" | "operation" | "indicator" | "measure" | "baseline" | "opinion" | "judgement" | "recommendation" | "decision";
                            /** @description La rupture en français */
                            label: string;
                            /**
                             * Format: date
                             * @description Jour, de ce qui a eu lieu
                             */
                            on?: string;
                            /** @description La convention dont il est, quand c’est celle que celle-ci renouvelle */
                            origin?: {
                                /**
                                 * Format: uuid
                                 * @description Identifiant
                                 */
                                conventionId: string;
                                /** @description Son intitulé, pour qui peut la lire */
                                title?: string;
                            };
                            /**
                             * @description Il en est repris ; sinon il mène à ce qui en est repris
                             * @constant
                             */
                            takenOver?: true;
                            title: string;
                            /**
                             * @description need-without-priority (besoin sans enjeu), need-without-action (besoin sans action), priority-without-objective (enjeu sans objectif), objective-without-priority (objectif sans enjeu), objective-without-action (objectif sans action), action-without-need (action sans besoin), action-without-decision (action que le copil n’a pas adoptée), action-without-indicator (action sans indicateur), indicator-not-defined (indicateur sans définition), indicator-without-baseline (indicateur sans valeur de départ), indicator-without-measure (indicateur sans mesure), measure-without-judgement (mesure sans jugement), judgement-without-decision (jugement sans décision)
                             * @enum {string}
                             */
                            what: "need-without-priority" | "need-without-action" | "priority-without-objective" | "objective-without-priority" | "objective-without-action" | "action-without-need" | "action-without-decision" | "action-without-indicator" | "indicator-not-defined" | "indicator-without-baseline" | "indicator-without-measure" | "measure-without-judgement" | "judgement-without-decision";
                            /** @description Ce dont il fait partie : la fiche d’un indicateur, l’indicateur d’une mesure */
                            within?: string;
                        }[];
                        /** @description À renvoyer dans cursor pour la suite ; absent : fin de la liste */
                        nextCursor?: string;
                    };
                };
            };
        };
    };
}
