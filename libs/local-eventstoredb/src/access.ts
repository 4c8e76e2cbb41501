import type { Journal } from './journal/journal.js';
import { type Acl, metadataOf } from './journal/stream-metadata.js';

export interface User {
  readonly name: string;
  readonly password: string;
  /** Member of `$admins`: may do everything. */
  readonly isAdmin?: boolean;
}

export type Right = keyof Acl;

/** What a call may do; `unknown`: no such user, or a wrong password. */
export type Verdict = 'allowed' | 'denied' | 'unknown';

/** Rights as a server with users gives them: without rules, who may write a stream may also delete it. */
export class Access {
  constructor(
    private readonly journal: Journal,
    /** None: everybody may do everything, as on a server without TLS. */
    private readonly users: readonly User[],
  ) {}

  /** `authorization` as it came: `Basic …`. */
  may(authorization: string | undefined, right: Right, stream: string): Verdict {
    if (this.users.length === 0) return 'allowed';
    const [name, ...password] = Buffer.from(authorization?.replace(/^Basic /, '') ?? '', 'base64')
      .toString()
      .split(':');
    const user = this.users.find((each) => each.name === name && each.password === password.join(':'));
    if (!user) return authorization === undefined ? 'denied' : 'unknown';
    if (user.isAdmin) return 'allowed';
    const named = this.#rule(right, stream);
    return [named].flat().some((role) => role === user.name || role === '$all') ? 'allowed' : 'denied';
  }

  #rule(right: Right, stream: string): string | readonly string[] {
    const own = metadataOf(this.journal, stream).$acl?.[right];
    if (own !== undefined) return own;
    if (stream.startsWith('$')) return '$admins';
    const settings = this.journal.of('$settings').at(-1);
    const rules = settings ? (JSON.parse(Buffer.from(settings.data).toString()) as Settings) : {};
    return rules.$userStreamAcl?.[right] ?? '$all';
  }
}

interface Settings {
  readonly $userStreamAcl?: Acl;
}
