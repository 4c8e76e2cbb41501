/** Written by `npm run client` from the OpenAPI document: not to be changed here. */
export interface paths {
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
interface components {
    schemas: never;
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
interface operations {
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
        };
    };
}
