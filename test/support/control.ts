import type { IDataObject } from 'n8n-workflow';
import type { RecordedRequest } from '../../sandbox/shared/recorder';
import { Control as SharedControl } from '../e2e/control';

/** The sandbox's control side, for one provider, with what the tests on n8n-core do to it besides. */
export class Control extends SharedControl {
	reset = async () => await this.send('POST', '/reset', {});
	advance = async (advanceSeconds: number) => await this.send('POST', '/clock', { advanceSeconds });
	user = async (name: string, account: object) => await this.send('PUT', `/users/${name}`, account);
	externalAuthToken = async (username: string, given: object = {}) =>
		(await this.send<{ token: string }>('POST', '/external-auth-tokens', { username, ...given })).token;
	expire = async (username?: string) => await this.send('POST', '/tokens/expire', { username });
	tokens = async (given: object = {}) => await this.send<IDataObject>('POST', '/tokens', given);
	revoke = async (username?: string) => await this.send('POST', '/tokens/revoke', { username });
	requests = async () => await this.send<RecordedRequest[]>('GET', '/requests');
}
