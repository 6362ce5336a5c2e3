import type { Row } from '../row';
import { upTo } from '../row';
import { use } from '../steps';
import {
	bringBack,
	die,
	joinTenants,
	signInElsewhere,
	started,
	switchOff,
	switchOffAndOn,
	twoPolls,
	watch,
} from '../watching';

/** Polls are as many as there are minutes. */
const some = { tokenCalls: upTo(60), unauthorized: upTo(60) };
const CONNECTION = ['connectionEnded', 'connectionRecovered'];

/** Triggers, which n8n polls once a minute and when it activates their workflow. */
export const triggers: Row[] = [
	{
		name: 'a session that dies at night is told once and its recovery once, restart between',
		phase: 'night',
		places: ['node'],
		start: 'used',
		lifeSeconds: 4,
		only: ['peerTubeSessionsApi', 'fluxerSessionsUserApi', 'fuseSignSessionsOAuth2Api'],
		before: [watch(...CONNECTION), die, started('connectionEnded')],
		steps: [
			twoPolls,
			started('connectionEnded'),
			bringBack,
			started(...CONNECTION),
			switchOffAndOn,
			twoPolls,
			started(...CONNECTION),
			switchOff,
		],
		expects: { session: some, oAuth2: some, fixed: some },
	},
	{
		name: 'what is dead when its workflow is activated is told once, and hinders nothing',
		phase: 'single',
		places: ['node'],
		start: 'new',
		only: ['fuseSignSessionsApi'],
		wrong: true,
		// Each version has its own way to poll and to keep a state, and this takes the shortest to see.
		differs: true,
		steps: [
			watch('connectionEnded', 'tenantAdded'),
			started('connectionEnded'),
			switchOffAndOn,
			started('connectionEnded'),
			switchOff,
		],
		expects: { fixed: some },
	},
	{
		name: 'what goes while n8n is down, and came without an event, is told once',
		phase: 'crash',
		places: ['node'],
		start: 'used',
		lifeSeconds: 4,
		only: ['fuseSignSessionsApi'],
		// n8n stores what a trigger knows when it starts the workflow: it is started with no items.
		before: [joinTenants('a'), watch('tenantRemoved'), joinTenants('a', 'bb'), started(''), joinTenants('a')],
		steps: [started('', 'tenantRemoved'), switchOffAndOn, started('', 'tenantRemoved'), switchOff],
		expects: { fixed: some },
	},
	{
		name: 'new session told once with two workers',
		phase: 'queue',
		places: ['node'],
		start: 'new',
		only: ['peerTubeSessionsApi'],
		// So that both workers have something to do.
		steps: [
			use(1, { executions: 8 }),
			watch('newSession'),
			signInElsewhere,
			started('newSession'),
			twoPolls,
			started('newSession'),
			switchOff,
		],
		expects: { session: some },
	},
];
