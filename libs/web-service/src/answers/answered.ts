/** What a schema of zod describes, as it is answered: nobody changes it any more. */
export type Answered<T> = T extends readonly (infer One)[]
  ? readonly Answered<One>[]
  : T extends object
    ? { readonly [Field in keyof T]: Answered<T[Field]> }
    : T;
