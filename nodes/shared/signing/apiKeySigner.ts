import { keyOf } from '../../../oauth/memory';
import type { Credentials, ReadCredential, Signer, SigningRun, Verdict } from './signer';

/**
 * Signs with a key that a person has entered. A refused request is sent once more, since one refusal may come of
 * something in between; but not for each item of a run, once a key was refused twice in a row.
 */
export class ApiKeySigner implements Signer {
	constructor(
		private readonly read: ReadCredential,
		private readonly run: Pick<SigningRun, 'refusedKeys'>,
	) {}

	async credentials(): Promise<Credentials> {
		return { data: await this.read() };
	}

	/** It is read again, since somebody may have replaced it within the last second. */
	async refused({ data }: Credentials, times: number): Promise<Verdict> {
		const key = keyIn(data);
		const isReplaced = keyIn(await this.read({ isFresh: true })) !== key;
		if (isReplaced) return 'renewed';
		if (times > 1) this.run.refusedKeys.add(key);
		return this.run.refusedKeys.has(key) ? 'giveUp' : 'repeat';
	}

	accepted({ data }: Credentials): void {
		if (this.run.refusedKeys.size > 0) this.run.refusedKeys.delete(keyIn(data));
	}
}

const keyIn = (data: Credentials['data']): string => keyOf(JSON.stringify(data));
