import { CalComSessionsOAuth2Api } from '../../../../credentials/CalComSessionsOAuth2Api.credentials';
import { calComOAuth2 } from '../../../../nodes/CalCom/calComOAuth2.dialect';
import { deadTokenFields } from '../../../../nodes/shared/signing/oAuth2Fields';

const { properties } = new CalComSessionsOAuth2Api();
const field = (wanted: string) => properties.find(({ name }) => name === wanted);
const expression = String(field('scope')?.default).replace(/^=\{\{|\}\}$/g, '');
const scopeOf = new Function('$self', `return ${expression}`) as (self: object) => string;

describe('the scopes that a credential asks for', () => {
	it.each([
		[{ scopes: ['PROFILE_READ', 'APPS_READ'] }, 'PROFILE_READ APPS_READ'],
		[
			{ scopes: ['PROFILE_READ'], additionalScopes: ' WEBHOOK_READ,TEAM_WORKFLOW_READ\n' },
			'PROFILE_READ WEBHOOK_READ TEAM_WORKFLOW_READ',
		],
		[{ scopes: [], additionalScopes: 'WEBHOOK_READ' }, 'WEBHOOK_READ'],
		[{ scopes: 'PROFILE_READ, APPS_READ' }, 'PROFILE_READ APPS_READ'],
		[{ scopes: [], additionalScopes: '' }, 'PROFILE_READ'],
		[{}, 'PROFILE_READ'],
	])('of %j are "%s"', (self, scope) => expect(scopeOf(self)).toBe(scope));
});

it('n8n is told the statuses of dead tokens where it takes a list: an older one that is told two refreshes after none', () => {
	expect(field('tokenExpiredStatusCode')).toMatchObject({ type: 'hidden', default: [401, 498] });
	expect(deadTokenFields(calComOAuth2, false)).toEqual([]);
});
