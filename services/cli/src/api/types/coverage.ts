/** Written by `npm run client` from the OpenAPI document: not to be changed here. */
export interface paths {
    "/api/partners/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Dire quelle convention couvre une commune, une intercommunalité ou un territoire un jour donné
         * @description Rôles : partner_member, action_pilot, cooperation_officer, caf_adviser, copil_secretary, legal_representative, evaluator, national_auditor.
         */
        get: operations["partners.get-coverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partners/coverage/conventions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lister les conventions successives d’un lieu, avec les jours qui les séparent ou qu’elles partagent
         * @description Rôles : partner_member, action_pilot, cooperation_officer, caf_adviser, copil_secretary, legal_representative, evaluator, national_auditor.
         */
        get: operations["partners.list-place-conventions"];
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
    "partners.get-coverage": {
        parameters: {
            query?: {
                /** @description Code INSEE d’une commune */
                commune?: string;
                /** @description SIREN d’une intercommunalité : les communes qu’elle a cette année-là */
                epci?: string;
                /** @description Ce jour-là ; par défaut aujourd’hui */
                on?: string;
                /** @description Convention dont le lieu est le périmètre ce jour-là */
                territory?: string;
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
                        communes: {
                            /** @description Couvertes ce jour-là */
                            covered: number;
                            /** @description Qui ne sont plus couvertes */
                            lapsed: number;
                            /** @description Qui ne l’ont pas encore été */
                            never: number;
                            /** @description Couvertes par plusieurs conventions à la fois */
                            overlapping: number;
                            /** @description Signataires qui avaient signé ce jour-là */
                            signed: number;
                            /** @description Communes du lieu */
                            total: number;
                        };
                        /** @description Les conventions du lieu, la plus ancienne d’abord ; la suite à /coverage/conventions */
                        conventions: {
                            items: {
                                /** @description La convention qui couvrait ces communes avant elle */
                                after?: {
                                    /**
                                     * Format: uuid
                                     * @description Identifiant
                                     */
                                    conventionId: string;
                                    /** @description Jours que ni l’une ni l’autre ne couvre */
                                    gapDays: number;
                                    /** @description Jours que les deux couvrent */
                                    overlapDays: number;
                                    title: string;
                                };
                                /** @description Code de la Caf, par exemple caf-59 */
                                cafId: string;
                                /** @description Communes de tout son périmètre ce jour-là */
                                communes: number;
                                /** @description Dont communes de ce lieu */
                                communesOfPlace: number;
                                /**
                                 * Format: date
                                 * @description Jour depuis lequel plus aucune signature requise ne manque
                                 */
                                completedOn?: string;
                                /**
                                 * Format: uuid
                                 * @description Identifiant
                                 */
                                conventionId: string;
                                /**
                                 * Format: date
                                 * @description Date d’effet
                                 */
                                effectOn: string;
                                /**
                                 * Format: date
                                 * @description Dernier jour de la période, avenants et fin anticipée compris
                                 */
                                endsOn: string;
                                /** @description Le statut en français */
                                label: string;
                                /** @description Le statut et les dates qui le font, en une phrase */
                                sentence: string;
                                /** @description Communes qui en sont signataires */
                                signatoryCommunes: number;
                                /** @description Communes qui l’ont signée ce jour-là */
                                signedCommunes: number;
                                /**
                                 * @description Statut ce jour-là : not-open (pas encore ouverte), in-preparation (en préparation), in-signature (en cours de signature), signed-awaiting-effect (signée par tous, en attente de sa date d’effet), in-force (en vigueur), covered-retroactively (couverte rétroactivement), never-signed (terme dépassé sans signature de tous), past-its-term (terme dépassé), renewed (terme dépassé, renouvelée), terminated (résiliée), lapsed (échue)
                                 * @enum {string}
                                 */
                                status: "not-open" | "in-preparation" | "in-signature" | "signed-awaiting-effect" | "in-force" | "covered-retroactively" | "never-signed" | "past-its-term" | "renewed" | "terminated" | "lapsed";
                                title: string;
                            }[];
                            /** @description À renvoyer dans cursor pour la suite ; absent : fin de la liste */
                            nextCursor?: string;
                        };
                        /**
                         * Format: date
                         * @description Premier jour de la prochaine couverture, déjà signée par tous
                         */
                        coveredAgainOn?: string;
                        /** @description Le statut en français */
                        label: string;
                        /** @description Jours écoulés depuis ce jour */
                        lapsedForDays?: number;
                        /**
                         * Format: date
                         * @description Dernier jour couvert, quand plus rien ne couvre ce lieu
                         */
                        lapsedOn?: string;
                        /**
                         * Format: date
                         * @description Jour pour lequel tout est répondu
                         */
                        on: string;
                        place: {
                            /** @description Code INSEE, SIREN, ou identifiant de la convention */
                            code: string;
                            /**
                             * @description commune (commune), epci (intercommunalité) ou territory (le périmètre d’une convention)
                             * @enum {string}
                             */
                            kind: "commune" | "epci" | "territory";
                            name: string;
                            /** @description Millésime de la géographie où le lieu est lu : celui du jour, ou le plus proche */
                            vintage: number;
                        };
                        /** @description Le statut et les conventions qui le font, en une phrase */
                        sentence: string;
                        /**
                         * @description Statut ce jour-là : in-force (couvert par une convention en vigueur), covered-retroactively (couvert rétroactivement), overlapping (couvert par plusieurs conventions à la fois), partly-covered (couvert en partie), lapsed (plus couvert), not-covered (non couvert)
                         * @enum {string}
                         */
                        status: "in-force" | "covered-retroactively" | "overlapping" | "partly-covered" | "lapsed" | "not-covered";
                        /** @description Les communes de l’intercommunalité que rien ne couvre ce jour-là */
                        uncovered: {
                            /** @description Code INSEE de la commune (5 caractères, pas le code postal) */
                            code: string;
                            /**
                             * Format: date
                             * @description Premier jour de la prochaine couverture
                             */
                            coveredAgainOn?: string;
                            /**
                             * Format: date
                             * @description Dernier jour couvert
                             */
                            lapsedOn?: string;
                            name: string;
                        }[];
                    };
                };
            };
        };
    };
    "partners.list-place-conventions": {
        parameters: {
            query?: {
                /** @description Code INSEE d’une commune */
                commune?: string;
                /** @description Suite de la liste : le nextCursor de la page précédente */
                cursor?: string;
                /** @description SIREN d’une intercommunalité : les communes qu’elle a cette année-là */
                epci?: string;
                /** @description Nombre par page, de 1 à 200 */
                limit?: number;
                /** @description Ce jour-là ; par défaut aujourd’hui */
                on?: string;
                /** @description Convention dont le lieu est le périmètre ce jour-là */
                territory?: string;
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
                            /** @description La convention qui couvrait ces communes avant elle */
                            after?: {
                                /**
                                 * Format: uuid
                                 * @description Identifiant
                                 */
                                conventionId: string;
                                /** @description Jours que ni l’une ni l’autre ne couvre */
                                gapDays: number;
                                /** @description Jours que les deux couvrent */
                                overlapDays: number;
                                title: string;
                            };
                            /** @description Code de la Caf, par exemple caf-59 */
                            cafId: string;
                            /** @description Communes de tout son périmètre ce jour-là */
                            communes: number;
                            /** @description Dont communes de ce lieu */
                            communesOfPlace: number;
                            /**
                             * Format: date
                             * @description Jour depuis lequel plus aucune signature requise ne manque
                             */
                            completedOn?: string;
                            /**
                             * Format: uuid
                             * @description Identifiant
                             */
                            conventionId: string;
                            /**
                             * Format: date
                             * @description Date d’effet
                             */
                            effectOn: string;
                            /**
                             * Format: date
                             * @description Dernier jour de la période, avenants et fin anticipée compris
                             */
                            endsOn: string;
                            /** @description Le statut en français */
                            label: string;
                            /** @description Le statut et les dates qui le font, en une phrase */
                            sentence: string;
                            /** @description Communes qui en sont signataires */
                            signatoryCommunes: number;
                            /** @description Communes qui l’ont signée ce jour-là */
                            signedCommunes: number;
                            /**
                             * @description Statut ce jour-là : not-open (pas encore ouverte), in-preparation (en préparation), in-signature (en cours de signature), signed-awaiting-effect (signée par tous, en attente de sa date d’effet), in-force (en vigueur), covered-retroactively (couverte rétroactivement), never-signed (terme dépassé sans signature de tous), past-its-term (terme dépassé), renewed (terme dépassé, renouvelée), terminated (résiliée), lapsed (échue)
                             * @enum {string}
                             */
                            status: "not-open" | "in-preparation" | "in-signature" | "signed-awaiting-effect" | "in-force" | "covered-retroactively" | "never-signed" | "past-its-term" | "renewed" | "terminated" | "lapsed";
                            title: string;
                        }[];
                        /** @description À renvoyer dans cursor pour la suite ; absent : fin de la liste */
                        nextCursor?: string;
                    };
                };
            };
        };
    };
}
