/** Written by `npm run client` from the OpenAPI document: not to be changed here. */
export interface paths {
    "/api/history/conventions/{conventionId}/yearly-review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lire le bilan d’une année : par thème, ce qui était prévu et ce qui est réalisé
         * @description Rôles : partner_member, action_pilot, cooperation_officer, caf_adviser, copil_secretary, legal_representative, evaluator, national_auditor.
         */
        get: operations["history.read-yearly-review"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/history/conventions/{conventionId}/yearly-review/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lister les actions d’une année, par thème : avancement, moyens prévus et réalisés
         * @description Rôles : partner_member, action_pilot, cooperation_officer, caf_adviser, copil_secretary, legal_representative, evaluator, national_auditor.
         */
        get: operations["history.list-valued-actions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/history/conventions/{conventionId}/yearly-review/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lister les résultats d’une année, indicateur par indicateur : départ, cible, prévu, réalisé
         * @description Rôles : partner_member, action_pilot, cooperation_officer, caf_adviser, copil_secretary, legal_representative, evaluator, national_auditor.
         */
        get: operations["history.list-results"];
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
    "history.read-yearly-review": {
        parameters: {
            query?: {
                /** @description Situation de ce jour-là ; par défaut aujourd’hui */
                effectiveAt?: string;
                /** @description Ce qui était enregistré alors : un jour (2026-06-01, jusqu’à sa fin à l’heure de la Caf) ou un instant (2026-06-01T00:00:00Z) ; par défaut tout */
                knownAt?: string;
                /** @description L’année ; par défaut celle du jour demandé */
                year?: number;
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
                        /** @description Actions */
                        actions: number;
                        /** @description Moyens réalisés dans l’année */
                        actual: {
                            /** @description Somme de ce qui est chiffré, en euros ; absente : rien n’est chiffré (ce n’est pas 0) */
                            told?: number;
                            /** @description Lignes qui ne sont pas chiffrées (« à définir ») */
                            untold: number;
                        };
                        /**
                         * Format: uuid
                         * @description Identifiant
                         */
                        conventionId: string;
                        /**
                         * Format: date
                         * @description Date AAAA-MM-JJ
                         */
                        effectiveAt: string;
                        /** @description Indicateurs */
                        indicators: number;
                        /** Format: date-time */
                        knownAt: string;
                        /** @description Dont mesurés dans l’année */
                        measured: number;
                        /** @description Moyens prévus pour l’année */
                        planned: {
                            /** @description Somme de ce qui est chiffré, en euros ; absente : rien n’est chiffré (ce n’est pas 0) */
                            told?: number;
                            /** @description Lignes qui ne sont pas chiffrées (« à définir ») */
                            untold: number;
                        };
                        /** @description Dont cible atteinte */
                        reached: number;
                        /** @description Dont avec un compte rendu de l’année */
                        reported: number;
                        /** @description Le bilan validé par le copil ; absent : il ne l’est pas */
                        review?: {
                            /** @description La décision du copil */
                            decision?: string;
                            /**
                             * Format: date
                             * @description Date AAAA-MM-JJ
                             */
                            reviewedOn: string;
                            /** @description Ce que le bilan retient */
                            summary?: string;
                        };
                        /** @description Ce qu’est la convention ce jour-là, en une phrase */
                        situation: string;
                        /** @description Par thème : chaque action compte sous le premier des siens */
                        themes: {
                            /** @description Actions */
                            actions: number;
                            /** @description Moyens réalisés dans l’année */
                            actual: {
                                /** @description Somme de ce qui est chiffré, en euros ; absente : rien n’est chiffré (ce n’est pas 0) */
                                told?: number;
                                /** @description Lignes qui ne sont pas chiffrées (« à définir ») */
                                untold: number;
                            };
                            /** @description Indicateurs */
                            indicators: number;
                            /** @description Dont mesurés dans l’année */
                            measured: number;
                            /** @description Moyens prévus pour l’année */
                            planned: {
                                /** @description Somme de ce qui est chiffré, en euros ; absente : rien n’est chiffré (ce n’est pas 0) */
                                told?: number;
                                /** @description Lignes qui ne sont pas chiffrées (« à définir ») */
                                untold: number;
                            };
                            /** @description Dont cible atteinte */
                            reached: number;
                            /** @description Dont avec un compte rendu de l’année */
                            reported: number;
                            theme: {
                                /** @description Code du thème, par exemple petite-enfance */
                                code: string;
                                label: string;
                            };
                        }[];
                        title: string;
                        year: number;
                    };
                };
            };
        };
    };
    "history.list-valued-actions": {
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
                /** @description L’année ; par défaut celle du jour demandé */
                year?: number;
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
                            /** @description Moyens réalisés dans l’année */
                            actual: {
                                /** @description Somme de ce qui est chiffré, en euros ; absente : rien n’est chiffré (ce n’est pas 0) */
                                told?: number;
                                /** @description Lignes qui ne sont pas chiffrées (« à définir ») */
                                untold: number;
                            };
                            /**
                             * @description optimise (optimise l’existant), develop (développe du nouveau)
                             * @enum {string}
                             */
                            approach: "optimise" | "develop";
                            /** @description La démarche en français */
                            approachLabel: string;
                            indicators: number;
                            measured: number;
                            number?: string;
                            /** @description Noms des pilotes et copilotes */
                            pilots: string[];
                            /** @description Moyens prévus pour l’année */
                            planned: {
                                /** @description Somme de ce qui est chiffré, en euros ; absente : rien n’est chiffré (ce n’est pas 0) */
                                told?: number;
                                /** @description Lignes qui ne sont pas chiffrées (« à définir ») */
                                untold: number;
                            };
                            /** @description Dernier compte rendu de l’année ; absent : aucun */
                            progress?: {
                                /**
                                 * Format: date
                                 * @description Date AAAA-MM-JJ
                                 */
                                day: string;
                                percent?: number;
                                text: string;
                            };
                            reached: number;
                            /**
                             * @description to-discuss (à débattre), proposed (proposée), ready (prête), adopted (adoptée), in-progress (en cours), paused (suspendue), late (en retard), done (réalisée), abandoned (abandonnée)
                             * @enum {string}
                             */
                            status: "to-discuss" | "proposed" | "ready" | "adopted" | "in-progress" | "paused" | "late" | "done" | "abandoned";
                            /** @description L’étape en français */
                            statusLabel: string;
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
    "history.list-results": {
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
                /** @description L’année ; par défaut celle du jour demandé */
                year?: number;
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
                            /** @description Numéro et intitulé de la fiche */
                            action: string;
                            /**
                             * Format: uuid
                             * @description Identifiant
                             */
                            actionId: string;
                            /** @description Valeur de départ ; absente : elle n’est pas connue */
                            baseline?: number;
                            /** @description Mesure de l’année : réalisé, ou réel ; absente : rien n’a été mesuré */
                            done?: {
                                /**
                                 * Format: date
                                 * @description Date AAAA-MM-JJ
                                 */
                                measuredOn: string;
                                source: string;
                                /** @description D’un indicateur qualitatif */
                                text?: string;
                                value?: number;
                            };
                            /**
                             * Format: uuid
                             * @description Identifiant
                             */
                            indicatorId: string;
                            /** @description Mesure de l’année : prévu, ou potentiel */
                            planned?: {
                                /**
                                 * Format: date
                                 * @description Date AAAA-MM-JJ
                                 */
                                measuredOn: string;
                                source: string;
                                /** @description D’un indicateur qualitatif */
                                text?: string;
                                value?: number;
                            };
                            /** @description Cible atteinte ; absent : on ne peut pas le dire */
                            reached?: boolean;
                            /** @description Cible ; absente : il n’y en a pas */
                            target?: number;
                            theme: {
                                /** @description Code du thème, par exemple petite-enfance */
                                code: string;
                                label: string;
                            };
                            title: string;
                            /** @description Absente : l’indicateur n’est pas encore défini */
                            unit?: string;
                        }[];
                        /** @description À renvoyer dans cursor pour la suite ; absent : fin de la liste */
                        nextCursor?: string;
                    };
                };
            };
        };
    };
}
