/** Written by `npm run client` from the OpenAPI document: not to be changed here. */
export interface paths {
    "/api/history/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lister les groupes qui lisent le journal, et où chacun en est
         * @description Rôles : operator.
         */
        get: operations["history.list-groups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/history/groups/one": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Montrer un groupe, et ce que l’exploitation en a fait
         * @description Rôles : operator.
         */
        get: operations["history.show-group"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/history/groups/place": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replacer plus tôt dans le journal un groupe qui agit : ce qui suit lui revient, ce qu’il a fait est reconnu
         * @description Rôles : operator.
         */
        post: operations["history.place-group"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/history/groups/rebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refaire une table de lecture depuis tout le journal ; elle sert en attendant
         * @description Rôles : operator.
         */
        post: operations["history.rebuild-group"];
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
    "history.list-groups": {
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
                            /** @description Rien n’attend d’être lu */
                            caughtUp: boolean;
                            /** @description Pourquoi il s’est arrêté */
                            failure?: string;
                            /** @description Groupe : projection:conventions@6 */
                            group: string;
                            /** @description Dernière position du journal */
                            head: string;
                            /**
                             * @description table (une table de lecture), reaction (ce qui agit) ou relay (le relais vers Kafka)
                             * @enum {string}
                             */
                            kind: "table" | "reaction" | "relay";
                            /** Format: date-time */
                            lastProgressAt: string;
                            /** @description Événements mis de côté */
                            parked: number;
                            /** @description Position dans le journal */
                            position: string;
                            /** @description Sa table est refaite à côté, elle sert en attendant */
                            rebuilding: boolean;
                            /** @description Un autre exemplaire du service fait le travail */
                            standby: boolean;
                            /** @description Ce qui l’empêche d’avancer */
                            trouble?: string;
                        }[];
                        /** @description À renvoyer dans cursor pour la suite ; absent : fin de la liste */
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    "history.show-group": {
        parameters: {
            query: {
                /** @description Groupe : projection:conventions@6 */
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
                        /** @description Rien n’attend d’être lu */
                        caughtUp: boolean;
                        /** @description Pourquoi il s’est arrêté */
                        failure?: string;
                        /** @description Groupe : projection:conventions@6 */
                        group: string;
                        /** @description Dernière position du journal */
                        head: string;
                        /**
                         * @description table (une table de lecture), reaction (ce qui agit) ou relay (le relais vers Kafka)
                         * @enum {string}
                         */
                        kind: "table" | "reaction" | "relay";
                        /** Format: date-time */
                        lastProgressAt: string;
                        /** @description Les ordres reçus, le plus récent d’abord */
                        orders: {
                            /**
                             * @description rebuild (table refaite) ou place (groupe replacé)
                             * @enum {string}
                             */
                            action: "rebuild" | "place";
                            /** @description Où il a été mis */
                            after?: string;
                            /** Format: date-time */
                            at: string;
                            /** @description Où le groupe se trouvait */
                            before?: string;
                            /** @description Qui l’a demandé (identifiant opaque) */
                            by: string;
                            /**
                             * Format: date-time
                             * @description Absent : pas encore fait
                             */
                            doneAt?: string;
                            reason: string;
                        }[];
                        /** @description Événements mis de côté */
                        parked: number;
                        /** @description Position dans le journal */
                        position: string;
                        /** @description Sa table est refaite à côté, elle sert en attendant */
                        rebuilding: boolean;
                        /** @description Un autre exemplaire du service fait le travail */
                        standby: boolean;
                        /** @description Ce qui l’empêche d’avancer */
                        trouble?: string;
                    };
                };
            };
        };
    };
    "history.place-group": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Groupe : projection:conventions@6 */
                    group: string;
                    /** @description Position dans le journal */
                    position: string;
                    /** @description Motif, gardé avec l’ordre */
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
                        /** @description Où il est maintenant */
                        after: string;
                        /** @description Où le groupe se trouvait */
                        before: string;
                        /** @description Groupe : projection:conventions@6 */
                        group: string;
                    };
                };
            };
        };
    };
    "history.rebuild-group": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Groupe : projection:conventions@6 */
                    group: string;
                    /** @description Motif, gardé avec l’ordre */
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
                        /** @description Groupe : projection:conventions@6 */
                        group: string;
                        /** @description Dernière position du journal */
                        head: string;
                    };
                };
            };
        };
    };
}
