/** Written by `npm run client` from the OpenAPI document: not to be changed here. */
export interface paths {
    "/api/history/conventions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lister les conventions dont on peut lire l’histoire
         * @description Rôles : partner_member, action_pilot, cooperation_officer, caf_adviser, copil_secretary, legal_representative, evaluator, national_auditor.
         */
        get: operations["history.list-conventions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/history/conventions/{conventionId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lire tout ce qui est arrivé à une convention
         * @description Rôles : partner_member, action_pilot, cooperation_officer, caf_adviser, copil_secretary, legal_representative, evaluator, national_auditor.
         */
        get: operations["history.read-events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/history/conventions/{conventionId}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lire ce qui était vrai un jour, tel qu’on le savait à un instant
         * @description Rôles : partner_member, action_pilot, cooperation_officer, caf_adviser, copil_secretary, legal_representative, evaluator, national_auditor.
         */
        get: operations["history.read-state"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/history/conventions/{conventionId}/state/{section}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lire une liste de ce qui était vrai un jour
         * @description Rôles : partner_member, action_pilot, cooperation_officer, caf_adviser, copil_secretary, legal_representative, evaluator, national_auditor.
         */
        get: operations["history.read-state-section"];
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
    "history.list-conventions": {
        parameters: {
            query?: {
                /** @description Suite de la liste : le nextCursor de la page précédente */
                cursor?: string;
                /** @description Nombre par page, de 1 à 200 */
                limit?: number;
                /** @description Mots de l’intitulé */
                text?: string;
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
                            /** @description Code de la Caf, par exemple caf-59 */
                            cafId: string;
                            /**
                             * Format: uuid
                             * @description Identifiant
                             */
                            conventionId: string;
                            /** @description Instant du dernier enregistrement */
                            lastRecordedAt: string | null;
                            title: string;
                        }[];
                        /** @description À renvoyer dans cursor pour la suite ; absent : fin de la liste */
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    "history.read-events": {
        parameters: {
            query?: {
                /** @description Suite de la liste : le nextCursor de la page précédente */
                cursor?: string;
                /** @description Ce qui était enregistré alors : un jour (2026-06-01, jusqu’à sa fin à l’heure de la Caf) ou un instant (2026-06-01T00:00:00Z) ; par défaut tout */
                knownAt?: string;
                /** @description Nombre par page, de 1 à 200 */
                limit?: number;
                /** @description Le seul événement de cette position */
                position?: string;
                /** @description Types d’événements, séparés par des virgules */
                types?: string;
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
                            actor: {
                                organisation?: string;
                                role: string;
                                subject: string;
                            };
                            causationId: string;
                            /** @description Ce qui a été enregistré là ne vaut plus ainsi : la dernière correction connue */
                            corrected?: {
                                /** @description Identifiant de l’enregistrement qui corrige */
                                by: string;
                                /**
                                 * @description annulled (annulé) ou corrected (corrigé)
                                 * @enum {string}
                                 */
                                how: "annulled" | "corrected";
                                /** @description Motif */
                                reason: string;
                                /**
                                 * Format: date-time
                                 * @description Instant de la correction
                                 */
                                recordedAt: string;
                            };
                            correlationId: string;
                            /** @description Données de l’événement, selon son schéma (/schemas) */
                            data: {
                                [key: string]: unknown;
                            };
                            /**
                             * Format: date
                             * @description Jour à partir duquel il vaut, si c’est un autre
                             */
                            effectiveOn?: string;
                            id: string;
                            /**
                             * Format: date
                             * @description Jour du fait
                             */
                            occurredOn: string;
                            /** @description Position dans le journal */
                            position: string;
                            /**
                             * Format: date-time
                             * @description Dans un essai : l’instant où le journal l’a reçu ; recordedAt est celui que l’essai déclare
                             */
                            reallyRecordedAt?: string;
                            /** @description Motif donné */
                            reason?: string;
                            /**
                             * Format: date-time
                             * @description Instant de l’enregistrement
                             */
                            recordedAt: string;
                            revision: number;
                            /** @description Ce qui est arrivé, en une phrase */
                            sentence: string;
                            service: string;
                            /**
                             * @description Cette version du service ne connaît pas ce type : l’événement est là, ses données ne sont pas montrées
                             * @constant
                             */
                            setAside?: true;
                            stream: string;
                            title: string;
                            /** @description Type de l’événement */
                            type: string;
                            /** @description Ce qui était improbable quand il a été enregistré */
                            warnings?: {
                                code: string;
                                sentence: string;
                            }[];
                        }[];
                        /** @description À renvoyer dans cursor pour la suite ; absent : fin de la liste */
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    "history.read-state": {
        parameters: {
            query?: {
                /** @description Situation de ce jour-là ; par défaut aujourd’hui */
                effectiveAt?: string;
                /** @description Ce qui était enregistré alors : un jour (2026-06-01, jusqu’à sa fin à l’heure de la Caf) ou un instant (2026-06-01T00:00:00Z) ; par défaut tout */
                knownAt?: string;
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
                        /** @description Intitulé, dates, statut en français */
                        convention: {
                            [key: string]: unknown;
                        };
                        /**
                         * Format: uuid
                         * @description Identifiant
                         */
                        conventionId: string;
                        diagnostic: {
                            [key: string]: unknown;
                        };
                        /**
                         * Format: date
                         * @description Date AAAA-MM-JJ
                         */
                        effectiveAt: string;
                        evaluation: {
                            [key: string]: unknown;
                        };
                        /** Format: date-time */
                        knownAt: string;
                        plan: {
                            [key: string]: unknown;
                        };
                        /** @description Les listes de l’état */
                        sections: {
                            /** @description Où la lire, page par page */
                            address: string;
                            count: number;
                            name: string;
                            /** @description Sa place dans l’état : diagnostic.values */
                            path: string;
                        }[];
                        /**
                         * @description Statut ce jour-là : not-open (pas encore ouverte), in-preparation (en préparation), in-signature (en cours de signature), signed-awaiting-effect (signée par tous, en attente de sa date d’effet), in-force (en vigueur), covered-retroactively (couverte rétroactivement), never-signed (terme dépassé sans signature de tous), past-its-term (terme dépassé), renewed (terme dépassé, renouvelée), terminated (résiliée), lapsed (échue)
                         * @enum {string}
                         */
                        status: "not-open" | "in-preparation" | "in-signature" | "signed-awaiting-effect" | "in-force" | "covered-retroactively" | "never-signed" | "past-its-term" | "renewed" | "terminated" | "lapsed";
                        /** @description Périmètre, sans ses communes */
                        territory?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
    };
    "history.read-state-section": {
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
                section: string;
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
                        items: unknown[];
                        /** @description À renvoyer dans cursor pour la suite ; absent : fin de la liste */
                        nextCursor?: string;
                    };
                };
            };
        };
    };
}
