/** Written by `npm run client` from the OpenAPI document: not to be changed here. */
export interface paths {
    "/api/partners/conventions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lister les conventions, telles qu’elles sont un jour
         * @description Rôles : partner_member, action_pilot, cooperation_officer, caf_adviser, copil_secretary, legal_representative, evaluator, national_auditor.
         */
        get: operations["partners.list-conventions"];
        put?: never;
        /**
         * Ouvrir une convention
         * @description Premier contact : la Caf propose, le territoire accepte la méthode. Les dates peuvent être passées.
         *
         *     Rôles : caf_adviser.
         */
        post: operations["partners.open-convention"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
interface components {
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
            /** @description Ce qui est improbable, enregistré tout de même : à vérifier */
            warnings?: {
                code: string;
                sentence: string;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
interface operations {
    "partners.list-conventions": {
        parameters: {
            query?: {
                /** @description De cette Caf, pour qui en voit plusieurs */
                caf?: string;
                /** @description Dont le périmètre contient cette commune ce jour-là */
                commune?: string;
                /** @description Suite de la liste : le nextCursor de la page précédente */
                cursor?: string;
                /** @description Qui contient une commune de ce département ce jour-là */
                departement?: string;
                /** @description Dont le terme est ce jour ou plus tard */
                endsAfter?: string;
                /** @description Dont le terme est ce jour ou plus tôt */
                endsBefore?: string;
                /** @description Qui cite cette intercommunalité, ou contient une de ses communes ce jour-là */
                epci?: string;
                /** @description Nombre par page, de 1 à 200 */
                limit?: number;
                /** @description Dont cette personne est chargée de coopération ce jour-là */
                officer?: string;
                /** @description Ce jour-là ; par défaut aujourd’hui */
                on?: string;
                /** @description Ordre : title (intitulé), effect (date d’effet), term (terme), status-date (date du statut) ; le plus ancien d’abord */
                sort?: "title" | "effect" | "term" | "status-date";
                /** @description Étape la plus avancée, atteinte ce jour-là : engagement (engagement), scoping (cadrage), diagnostic (diagnostic partagé), priorities (enjeux), action-plan (plan d’actions), signature (délibérations et signature), carrying-out (mise en œuvre), evaluation (évaluation), ended (terminée) */
                stage?: "engagement" | "scoping" | "diagnostic" | "priorities" | "action-plan" | "signature" | "carrying-out" | "evaluation" | "ended";
                /** @description Statut ce jour-là : not-open (pas encore ouverte), in-preparation (en préparation), in-signature (en cours de signature), signed-awaiting-effect (signée par tous, en attente de sa date d’effet), in-force (en vigueur), covered-retroactively (couverte rétroactivement), never-signed (terme dépassé sans signature de tous), past-its-term (terme dépassé), renewed (terme dépassé, renouvelée), terminated (résiliée), lapsed (échue) */
                status?: "not-open" | "in-preparation" | "in-signature" | "signed-awaiting-effect" | "in-force" | "covered-retroactively" | "never-signed" | "past-its-term" | "renewed" | "terminated" | "lapsed";
                /** @description Mots de l’intitulé, du territoire ou d’une de ses communes */
                text?: string;
                /** @description Code du thème, par exemple petite-enfance */
                theme?: string;
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
                            /** @description Signataires dont la délibération ou la signature est attendue ce jour-là, avenants compris */
                            awaited: number;
                            /** @description Code de la Caf, par exemple caf-59 */
                            cafId: string;
                            /** @description Communes du périmètre ce jour-là */
                            communes: number;
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
                            /** @description Organisations qui ont agi sans délibération enregistrée ce jour-là, avenants compris */
                            deliberationsMissing: number;
                            /**
                             * Format: date
                             * @description Date d’effet
                             */
                            effectOn: string;
                            /**
                             * Format: date
                             * @description Terme
                             */
                            endsOn: string;
                            /** @description Le statut en français */
                            label: string;
                            /** @description De ceux-là, ceux qui sont en retard ce jour-là */
                            late: number;
                            /** @description Collectivités dont le récépissé du contrôle de légalité manque ce jour-là, avenants compris */
                            receiptsMissing: number;
                            /** @description Révision, pour If-Match */
                            revision: number;
                            /** @description Signataires */
                            signatories: number;
                            /**
                             * Format: date
                             * @description Premier jour de ce statut
                             */
                            since: string;
                            /**
                             * @description Étape la plus avancée, atteinte ce jour-là : engagement (engagement), scoping (cadrage), diagnostic (diagnostic partagé), priorities (enjeux), action-plan (plan d’actions), signature (délibérations et signature), carrying-out (mise en œuvre), evaluation (évaluation), ended (terminée)
                             * @enum {string}
                             */
                            stage: "engagement" | "scoping" | "diagnostic" | "priorities" | "action-plan" | "signature" | "carrying-out" | "evaluation" | "ended";
                            /** @description L’étape en français */
                            stageLabel: string;
                            /**
                             * @description Statut ce jour-là : not-open (pas encore ouverte), in-preparation (en préparation), in-signature (en cours de signature), signed-awaiting-effect (signée par tous, en attente de sa date d’effet), in-force (en vigueur), covered-retroactively (couverte rétroactivement), never-signed (terme dépassé sans signature de tous), past-its-term (terme dépassé), renewed (terme dépassé, renouvelée), terminated (résiliée), lapsed (échue)
                             * @enum {string}
                             */
                            status: "not-open" | "in-preparation" | "in-signature" | "signed-awaiting-effect" | "in-force" | "covered-retroactively" | "never-signed" | "past-its-term" | "renewed" | "terminated" | "lapsed";
                            /** @description Nom du territoire */
                            territory: string;
                            title: string;
                        }[];
                        /** @description À renvoyer dans cursor pour la suite ; absent : fin de la liste */
                        nextCursor?: string;
                    };
                };
            };
        };
    };
    "partners.open-convention": {
        parameters: {
            query?: never;
            header?: {
                /** @description Attendre que cette position ait été lue ; au-delà du journal : 409 */
                "CTG-After-Position"?: string;
                /** @description Motif, encodé en pourcents */
                "CTG-Reason"?: string;
                /** @description Dans un essai seulement (REHEARSAL=true) : le jour ou l’instant de l’enregistrement ; ailleurs refusé (422) */
                "CTG-Recorded-At"?: string;
                /** @description « refuse » : ce qui est improbable est refusé (422) au lieu d’être enregistré */
                "CTG-Warnings"?: string;
                /** @description La même clé n’exécute qu’une fois et répond la même chose */
                "Idempotency-Key"?: string;
                /** @description Révision vue, entre guillemets ; périmée : 412 */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: siren
                     * @description SIREN de la Caf
                     */
                    caf: string;
                    /**
                     * Format: date
                     * @description Date d’effet
                     */
                    effectOn: string;
                    /**
                     * Format: date
                     * @description Terme
                     */
                    endsOn: string;
                    /**
                     * Format: date
                     * @description Date de l’engagement ; par défaut aujourd’hui
                     */
                    openedOn?: string;
                    /**
                     * Format: uuid
                     * @description Convention renouvelée par celle-ci
                     */
                    previousConventionId?: string;
                    /** @description Périmètre */
                    territory: {
                        /** @description Millésime du code officiel géographique : 2019, 2021, 2022, 2023, 2024, 2025, 2026 ; une année entre celles-ci est lue dans la plus proche */
                        cogVintage: number;
                        /** @description Codes INSEE des communes du périmètre */
                        communes: string[];
                        /**
                         * @description SIREN des intercommunalités concernées (aucune, une ou plusieurs)
                         * @default []
                         */
                        epci?: string[];
                        /** @description Nom du territoire */
                        name: string;
                    };
                    /**
                     * @description Thèmes
                     * @default []
                     */
                    themes?: {
                        /** @description Code du thème, par exemple petite-enfance */
                        code: string;
                        /** @description Nom du thème ; inutile pour un thème national */
                        label?: string;
                        /**
                         * @description Thème national auquel il se rattache : petite-enfance (Petite enfance), enfance (Enfance), jeunesse (Jeunesse), parentalite (Parentalité), handicap (Handicap), insertion-professionnelle (Insertion professionnelle), animation-de-la-vie-sociale (Animation de la vie sociale), logement (Logement), acces-aux-droits (Accès aux droits), inclusion-numerique (Inclusion numérique), accompagnement-social (Accompagnement social)
                         * @enum {string}
                         */
                        nationalTheme?: "petite-enfance" | "enfance" | "jeunesse" | "parentalite" | "handicap" | "insertion-professionnelle" | "animation-de-la-vie-sociale" | "logement" | "acces-aux-droits" | "inclusion-numerique" | "accompagnement-social";
                    }[];
                    /** @description Intitulé de la convention */
                    title: string;
                };
            };
        };
        responses: {
            /** @description Enregistré */
            201: {
                headers: {
                    /** @description Révision, pour If-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Outcome"];
                };
            };
        };
    };
}
