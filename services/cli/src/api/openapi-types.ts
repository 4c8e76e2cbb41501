/** Written by `npm run client` from the OpenAPI document: not to be changed here. */
export interface paths {
    "/api/feed/relay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Où en est le relais vers Kafka
         * @description Rôles : operator.
         */
        get: operations["feed.read-relay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feed/relay/republish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publier de nouveau à partir d’une position
         * @description Rôles : operator.
         */
        post: operations["feed.republish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feed/relay/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Où en est la comparaison de Kafka au journal
         * @description Rôles : operator.
         */
        get: operations["feed.read-verification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feed/relay/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Comparer ce que Kafka contient au journal des événements
         * @description Rôles : operator.
         */
        post: operations["feed.verify-relay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
    "/api/history/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lister les événements mis de côté
         * @description Rôles : operator.
         */
        get: operations["history.list-dead-letters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/history/dead-letters/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renoncer à un événement mis de côté, avec un motif qui est gardé
         * @description Rôles : operator.
         */
        post: operations["history.discard-dead-letter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/history/dead-letters/discarded": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lister les événements auxquels on a renoncé, avec qui et pourquoi
         * @description Rôles : operator.
         */
        get: operations["history.list-discarded"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/history/dead-letters/one": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Montrer un événement mis de côté ; son contenu à qui peut lire la convention, et à nul autre
         * @description Rôles : operator, caf_adviser, national_auditor.
         */
        get: operations["history.show-dead-letter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/history/dead-letters/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rejouer les événements mis de côté d’une clé, dans l’ordre
         * @description Rôles : operator.
         */
        post: operations["history.replay-dead-letters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Ce qui a été enregistré */
        Outcome: {
            /**
             * @description Rien de nouveau : tout ce qui a été envoyé était déjà enregistré, à l’identique
             * @constant
             */
            alreadyThere?: true;
            /** @description Événements enregistrés ; aucun : tout ce qui a été envoyé l’était déjà (alreadyThere) */
            events: {
                id: string;
                type: string;
            }[];
            /** @description Ce que la commande a créé, ou ce sur quoi elle a agi */
            id: string;
            /** @description Position du dernier événement, pour CTG-After-Position */
            position?: string;
            /** @description Révision du flux, pour If-Match */
            revision: number;
            /** @description Flux des événements */
            stream: string;
        };
        /** @description Un refus (RFC 9457) : ce qui ne va pas, ce qui est attendu, ce qui est trouvé, que faire */
        Problem: {
            advice?: string;
            correlationId?: string;
            detail?: string;
            errors?: {
                message: string;
                path: string;
            }[];
            expected?: string;
            found?: string;
            status: number;
            title: string;
            /** @description /problems/<code> */
            type: string;
        };
    };
    responses: {
        /** @description La demande ne peut pas être lue (bad-request, invalid-header, unacceptable-json) */
        Problem400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/bad-request",
                 *       "title": "La demande ne peut pas être lue.",
                 *       "status": 400
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Jeton absent ou refusé (unauthenticated) */
        Problem401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/unauthenticated",
                 *       "title": "Jeton absent ou refusé.",
                 *       "status": 401
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Ce rôle ou cette organisation n’en a pas le droit (role-not-allowed, not-a-party, no-tenant) */
        Problem403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/role-not-allowed",
                 *       "title": "Ce rôle ou cette organisation n’en a pas le droit.",
                 *       "status": 403
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Rien ici qui existe pour cette personne (not-found) */
        Problem404: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/not-found",
                 *       "title": "Rien ici qui existe pour cette personne.",
                 *       "status": 404
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Une règle du domaine s’y oppose ; rien n’est enregistré (not-known-yet, revision-conflict, concurrent-changes, idempotency-key-reused, event-id-reused) */
        Problem409: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/not-known-yet",
                 *       "title": "Une règle du domaine s’y oppose ; rien n’est enregistré.",
                 *       "status": 409
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description La révision vue est périmée (stale-revision) */
        Problem412: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/stale-revision",
                 *       "title": "La révision vue est périmée.",
                 *       "status": 412
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Demande trop volumineuse (body-too-large, append-too-large) */
        Problem413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/body-too-large",
                 *       "title": "Demande trop volumineuse.",
                 *       "status": 413
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Type de contenu non accepté (unsupported-media-type) */
        Problem415: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/unsupported-media-type",
                 *       "title": "Type de contenu non accepté.",
                 *       "status": 415
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Des champs sont à corriger ; « errors » les nomme tous (invalid-request, date-in-the-future) */
        Problem422: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/invalid-request",
                 *       "title": "Des champs sont à corriger ; « errors » les nomme tous.",
                 *       "status": 422
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Trop de demandes ; Retry-After dit quand revenir (too-many-requests) */
        Problem429: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/too-many-requests",
                 *       "title": "Trop de demandes ; Retry-After dit quand revenir.",
                 *       "status": 429
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Momentanément impossible ; à redemander plus tard (not-there-yet, store-unavailable, issuer-unavailable, overloaded) */
        Problem503: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/not-there-yet",
                 *       "title": "Momentanément impossible ; à redemander plus tard.",
                 *       "status": 503
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "feed.read-relay": {
        parameters: {
            query?: never;
            header?: never;
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
                        /** @description Rien n’est à publier */
                        caughtUp: boolean;
                        /** @description Pourquoi il s’est arrêté */
                        failure?: string;
                        group: string;
                        /** @description Tout avait été publié une fois depuis le démarrage */
                        hasCaughtUp?: boolean;
                        /** @description Dernière position du journal */
                        head: string;
                        /** Format: date-time */
                        lastProgressAt: string;
                        parked: number;
                        /** @description Jusqu’où les sujets sont remplis */
                        position: string;
                        standby?: boolean;
                        /** @description Ce qui l’empêche d’avancer */
                        trouble?: string;
                        /** @description Ce qu’il faut regarder */
                        warnings: string[];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    "feed.republish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Position après laquelle tout est publié de nouveau ; 0 : tout */
                    from: string;
                };
            };
        };
        responses: {
            /** @description Fait */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        from: string;
                        /** @description Dernière position du journal */
                        head: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    "feed.read-verification": {
        parameters: {
            query?: never;
            header?: never;
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
                        found?: {
                            /** @description Enregistrements qui ne disent pas ce que dit le journal */
                            altered: number;
                            /** @description Événements du journal */
                            events: number;
                            /** @description Positions des premiers */
                            firstMissing: string[];
                            /** @description Positions des premiers */
                            firstWithoutData: string[];
                            /** @description Enregistrements qui ne viennent pas du journal */
                            foreign: number;
                            /** @description Événements qu’aucun sujet ne contient */
                            missing: number;
                            /** @description Enregistrements hors de leur ordre */
                            outOfOrder: number;
                            /** @description Enregistrements lus */
                            records: number;
                            /** @description Répétitions */
                            repeated: number;
                            /** @description Enregistrements trop grands, publiés sans leurs données */
                            withoutData: number;
                        };
                        /** @description Pourquoi la comparaison a échoué */
                        reason?: string;
                        /** Format: date-time */
                        startedAt: string;
                        /** @enum {string} */
                        state: "running" | "done" | "failed";
                        /** @description Position jusqu’à laquelle tout devrait être dans les sujets */
                        upTo: string;
                    } | {
                        /** @constant */
                        state: "none";
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    "feed.verify-relay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Fait */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        found?: {
                            /** @description Enregistrements qui ne disent pas ce que dit le journal */
                            altered: number;
                            /** @description Événements du journal */
                            events: number;
                            /** @description Positions des premiers */
                            firstMissing: string[];
                            /** @description Positions des premiers */
                            firstWithoutData: string[];
                            /** @description Enregistrements qui ne viennent pas du journal */
                            foreign: number;
                            /** @description Événements qu’aucun sujet ne contient */
                            missing: number;
                            /** @description Enregistrements hors de leur ordre */
                            outOfOrder: number;
                            /** @description Enregistrements lus */
                            records: number;
                            /** @description Répétitions */
                            repeated: number;
                            /** @description Enregistrements trop grands, publiés sans leurs données */
                            withoutData: number;
                        };
                        /** @description Pourquoi la comparaison a échoué */
                        reason?: string;
                        /** Format: date-time */
                        startedAt: string;
                        /** @enum {string} */
                        state: "running" | "done" | "failed";
                        /** @description Position jusqu’à laquelle tout devrait être dans les sujets */
                        upTo: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
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
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    "history.read-events": {
        parameters: {
            query?: {
                /** @description Suite de la liste : le nextCursor de la page précédente */
                cursor?: string;
                /** @description Ce qui était enregistré à cet instant */
                knownAt?: string;
                /** @description Nombre par page, de 1 à 200 */
                limit?: number;
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
                            correlationId: string;
                            /** @description Données de l’événement, selon son schéma (/schemas) */
                            data: {
                                [key: string]: unknown;
                            };
                            /** @description Jour à partir duquel il vaut, si c’est un autre */
                            effectiveOn?: string;
                            id: string;
                            /** @description Jour du fait */
                            occurredOn: string;
                            /** @description Position dans le journal */
                            position: string;
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
                            stream: string;
                            title: string;
                            /** @description Type de l’événement */
                            type: string;
                        }[];
                        /** @description À renvoyer dans cursor pour la suite ; absent : fin de la liste */
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    "history.read-state": {
        parameters: {
            query?: {
                /** @description En vigueur ce jour-là ; par défaut aujourd’hui */
                effectiveAt?: string;
                /** @description Connu à cet instant ; par défaut tout ce qui est enregistré */
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
                        /** @description Date AAAA-MM-JJ */
                        effectiveAt: string;
                        evaluation: {
                            [key: string]: unknown;
                        };
                        /** Format: date-time */
                        knownAt: string;
                        /** @description Chargé de coopération */
                        officer?: {
                            [key: string]: unknown;
                        };
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
                        /** @description Statut */
                        status: string;
                        /** @description Périmètre, sans ses communes */
                        territory?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    "history.read-state-section": {
        parameters: {
            query?: {
                /** @description Suite de la liste : le nextCursor de la page précédente */
                cursor?: string;
                /** @description En vigueur ce jour-là ; par défaut aujourd’hui */
                effectiveAt?: string;
                /** @description Connu à cet instant ; par défaut tout ce qui est enregistré */
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
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    "history.list-dead-letters": {
        parameters: {
            query?: {
                /** @description Suite de la liste : le nextCursor de la page précédente */
                cursor?: string;
                /** @description Abonnement */
                group?: string;
                /** @description Nombre par page, de 1 à 200 */
                limit?: number;
            };
            header?: never;
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
                            /** @description Nombre d’essais */
                            attempts: number;
                            /** @description Identifiant de l’événement */
                            eventId: string;
                            /** @description Abonnement */
                            group: string;
                            /** @description Clé d’ordre : la convention, ou le flux */
                            key: string;
                            /** Format: date-time */
                            parkedAt: string;
                            /** @description Position dans le journal */
                            position?: string;
                            /** @description Pourquoi il est mis de côté */
                            reason: string;
                            /** @description Caf */
                            tenant?: string;
                            /** @description Type de l’événement */
                            type: string;
                            /** @description Attend derrière un autre de sa clé */
                            waiting: boolean;
                        }[];
                        /** @description À renvoyer dans cursor pour la suite ; absent : fin de la liste */
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    "history.discard-dead-letter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Identifiant de l’événement */
                    eventId: string;
                    /** @description Abonnement */
                    group: string;
                    /** @description Motif, gardé avec l’événement */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Fait */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Identifiant de l’événement */
                        discarded: string;
                        /** @description Événements rejoués */
                        replayed: number;
                        /** @description Encore mis de côté */
                        stillParked: number;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    "history.list-discarded": {
        parameters: {
            query?: {
                /** @description Suite de la liste : le nextCursor de la page précédente */
                cursor?: string;
                /** @description Nombre par page, de 1 à 200 */
                limit?: number;
            };
            header?: never;
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
                            /** Format: date-time */
                            discardedAt: string;
                            /** @description Qui y a renoncé (identifiant opaque) */
                            discardedBy?: string;
                            /** @description Pourquoi on y a renoncé */
                            discardReason: string;
                            /** @description Identifiant de l’événement */
                            eventId: string;
                            /** @description Abonnement */
                            group: string;
                            /** @description Clé d’ordre : la convention, ou le flux */
                            key: string;
                            /** @description Pourquoi il avait été mis de côté */
                            parkedReason: string;
                        }[];
                        /** @description À renvoyer dans cursor pour la suite ; absent : fin de la liste */
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    "history.show-dead-letter": {
        parameters: {
            query: {
                /** @description Identifiant de l’événement */
                eventId: string;
                /** @description Abonnement */
                group: string;
            };
            header?: never;
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
                        /** @description Nombre d’essais */
                        attempts: number;
                        /** @description L’événement ; son contenu à qui peut lire la convention */
                        event: {
                            [key: string]: unknown;
                        };
                        /** @description Identifiant de l’événement */
                        eventId: string;
                        /** @description Abonnement */
                        group: string;
                        /** @description Clé d’ordre : la convention, ou le flux */
                        key: string;
                        /** Format: date-time */
                        parkedAt: string;
                        /** @description Position dans le journal */
                        position?: string;
                        /** @description Ce qui en est gardé, mot pour mot, à qui peut le lire */
                        raw?: string;
                        /** @description Pourquoi il est mis de côté */
                        reason: string;
                        /** @description Caf */
                        tenant?: string;
                        /** @description Type de l’événement */
                        type: string;
                        /** @description Attend derrière un autre de sa clé */
                        waiting: boolean;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
    "history.replay-dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Abonnement */
                    group: string;
                    /** @description Clé d’ordre : la convention, ou le flux */
                    key: string;
                };
            };
        };
        responses: {
            /** @description Fait */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Événements rejoués */
                        replayed: number;
                        /** @description Encore mis de côté */
                        stillParked: number;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            503: components["responses"]["Problem503"];
        };
    };
}
