/** Written by `npm run client` from the OpenAPI document: not to be changed here. */
export interface paths {
    "/api/history/conventions/{conventionId}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lire le registre des décisions : qui a décidé quoi, sur quelles pièces, et ce qui a suivi
         * @description Rôles : partner_member, action_pilot, cooperation_officer, caf_adviser, copil_secretary, legal_representative, evaluator, national_auditor.
         */
        get: operations["history.list-decisions"];
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
    "history.list-decisions": {
        parameters: {
            query?: {
                /** @description Suite de la liste : le nextCursor de la page précédente */
                cursor?: string;
                /** @description Situation de ce jour-là ; par défaut aujourd’hui */
                effectiveAt?: string;
                /** @description À partir de ce jour */
                from?: string;
                /** @description decision (d’une instance de la convention) ou deliberation (de l’assemblée d’un signataire) */
                kind?: "decision" | "deliberation";
                /** @description Ce qui était enregistré alors : un jour (2026-06-01, jusqu’à sa fin à l’heure de la Caf) ou un instant (2026-06-01T00:00:00Z) ; par défaut tout */
                knownAt?: string;
                /** @description Nombre par page, de 1 à 200 */
                limit?: number;
                /** @description adopted (adoptée), rejected (rejetée), postponed (reportée), approved (approuvée) */
                outcome?: "adopted" | "rejected" | "postponed" | "approved";
                /** @description convention (convention), diagnostic (diagnostic partagé), priorities (enjeux), action-plan (plan d’actions), yearly-review (bilan annuel), amendment (avenant), evaluation (évaluation), governance (gouvernance), other (autre objet) */
                subject?: "convention" | "diagnostic" | "priorities" | "action-plan" | "yearly-review" | "amendment" | "evaluation" | "governance" | "other";
                /** @description Jusqu’à ce jour */
                to?: string;
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
                            /** @description Nature de l’instance, en français */
                            bodyKind?: string;
                            /** @description Qui a décidé : l’instance, ou l’assemblée */
                            by: string;
                            /** @description Ce qui a été enregistré comme décidé par elle ; vide : rien ne l’a suivie */
                            decided: {
                                /**
                                 * Format: date
                                 * @description Date AAAA-MM-JJ
                                 */
                                on: string;
                                sentence: string;
                                service: string;
                            }[];
                            /** @description Combien, montrés ou non */
                            decidedCount: number;
                            /**
                             * Format: date
                             * @description Jour de la décision
                             */
                            decidedOn: string;
                            /**
                             * Format: uuid
                             * @description D’une instance
                             */
                            decisionId?: string;
                            details?: string;
                            /** @description Ce sur quoi la décision repose ; vide : rien n’est dit */
                            evidence: {
                                /** @description SHA-256 de la pièce */
                                hash?: string;
                                text: string;
                            }[];
                            /**
                             * Format: date
                             * @description Jour de la réunion
                             */
                            heldOn?: string;
                            /**
                             * @description decision (d’une instance de la convention) ou deliberation (de l’assemblée d’un signataire)
                             * @enum {string}
                             */
                            kind: "decision" | "deliberation";
                            /**
                             * Format: organisation
                             * @description D’une assemblée : l’organisation
                             */
                            organisation?: string;
                            /**
                             * @description adopted (adoptée), rejected (rejetée), postponed (reportée), approved (approuvée)
                             * @enum {string}
                             */
                            outcome: "adopted" | "rejected" | "postponed" | "approved";
                            /** @description L’issue en français */
                            outcomeLabel: string;
                            /**
                             * @description convention (convention), diagnostic (diagnostic partagé), priorities (enjeux), action-plan (plan d’actions), yearly-review (bilan annuel), amendment (avenant), evaluation (évaluation), governance (gouvernance), other (autre objet)
                             * @enum {string}
                             */
                            subject: "convention" | "diagnostic" | "priorities" | "action-plan" | "yearly-review" | "amendment" | "evaluation" | "governance" | "other";
                            /** @description L’objet en français */
                            subjectLabel: string;
                            /** @description Ce qui est décidé */
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
