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
                            /** @description Enregistrements qui ne sont pas des événements à nous */
                            foreign: number;
                            /** @description Événements qu’aucun sujet ne contient */
                            missing: number;
                            /** @description Événements du journal qui ne sont pas à nous et n’ont pas de sujet : non publiés */
                            notOurs: number;
                            /** @description Enregistrements hors de leur ordre */
                            outOfOrder: number;
                            /** @description Enregistrements lus */
                            records: number;
                            /** @description Répétitions */
                            repeated: number;
                            /** @description Leurs types, 20 au plus */
                            typesNotOurs: string[];
                            /** @description Enregistrements trop grands, publiés sans leurs données */
                            withoutData: number;
                        };
                        /** @description Pourquoi la comparaison a échoué */
                        reason?: string;
                        /** Format: date-time */
                        startedAt: string;
                        /**
                         * @description running (en cours), done (terminée) ou failed (échouée)
                         * @enum {string}
                         */
                        state: "running" | "done" | "failed";
                        /** @description Position jusqu’à laquelle tout devrait être dans les sujets */
                        upTo: string;
                    } | {
                        /**
                         * @description none (aucune)
                         * @constant
                         */
                        state: "none";
                    };
                };
            };
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
                            /** @description Enregistrements qui ne sont pas des événements à nous */
                            foreign: number;
                            /** @description Événements qu’aucun sujet ne contient */
                            missing: number;
                            /** @description Événements du journal qui ne sont pas à nous et n’ont pas de sujet : non publiés */
                            notOurs: number;
                            /** @description Enregistrements hors de leur ordre */
                            outOfOrder: number;
                            /** @description Enregistrements lus */
                            records: number;
                            /** @description Répétitions */
                            repeated: number;
                            /** @description Leurs types, 20 au plus */
                            typesNotOurs: string[];
                            /** @description Enregistrements trop grands, publiés sans leurs données */
                            withoutData: number;
                        };
                        /** @description Pourquoi la comparaison a échoué */
                        reason?: string;
                        /** Format: date-time */
                        startedAt: string;
                        /**
                         * @description running (en cours), done (terminée) ou failed (échouée)
                         * @enum {string}
                         */
                        state: "running" | "done" | "failed";
                        /** @description Position jusqu’à laquelle tout devrait être dans les sujets */
                        upTo: string;
                    };
                };
            };
        };
    };
}
