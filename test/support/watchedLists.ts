import type { IDataObject } from 'n8n-workflow';
import type { Change, WatchedList } from '../../nodes/shared/watching/watched';
import { shippedEntries } from '../e2e/entries';
import type { Control } from '../e2e/control';
import type { Person, Place } from './accounts';
import type { Step, TestN8n } from './testN8n';
import { watchedServices } from './watched';

/** A person whose credential watches, stored under the name `watching`. */
export interface Arranged {
	readonly n8n: TestN8n;
	readonly control: Control;
	readonly person: Person;
	/** Runs an operation with the credential that watches. */
	readonly run: (
		type: string,
		operation: string,
		parameters?: object,
		credentials?: Step['credentials'],
	) => Promise<IDataObject>;
}

type Changes = { readonly [C in Change]?: (id: string) => Promise<unknown> };

/** What is there to be watched, and how it comes to change. */
export interface Subject {
	/** The credential type that watches. */
	readonly type: string;
	/** Makes an entry before anything is watched; gives back its ID. */
	readonly make: (arranged: Arranged) => Promise<string>;
	readonly changes: (arranged: Arranged) => Changes;
}

const located = (value: string) => ({ __rl: true, mode: 'id', value });

const crud = (
	type: string,
	node: string,
	resource: string,
	id: string,
	more: object,
	update: object,
	fixed: object = {},
): Subject => {
	const make = async ({ run }: Arranged) => {
		const made = await run(node, `${resource}:create`, { ...fixed, ...more });
		return String(
			made.client_id ?? made.clientId ?? made.id ?? made.userId ?? (made.user as IDataObject)?.id,
		);
	};
	return {
		type,
		make,
		changes: (arranged) => ({
			added: async () => await make(arranged),
			changed: async (which) =>
				await arranged.run(node, `${resource}:update`, { ...fixed, [id]: located(which), ...update }),
			removed: async (which) =>
				await arranged.run(node, `${resource}:delete`, { ...fixed, [id]: located(which) }),
		}),
	};
};

const fluxerApp = async ({ control, person }: Arranged, name: string): Promise<string> => {
	const { id } = await control.send<{ id: string }>('POST', '/applications', { owner: person.name, name });
	return id;
};

/** A platform client makes others, and an API key of the owner changes them. */
const clients: Subject = {
	type: 'calComSessionsPlatformApi',
	make: async ({ n8n, control, run, person }) => {
		const apiKey = `cal_of_${person.name}`;
		await control.send('PUT', `/users/${person.name}-owner`, { organizationId: 1, role: 'OWNER', apiKey });
		n8n.addCredential('owner', 'calComSessionsApi', { baseUrl: person.data.baseUrl as string, apiKey });
		const made = await run('calCom', 'oAuthClient:create', {
			authentication: 'platform',
			name: '={{ $json.unique }}',
			redirectUris: 'https://app.example.com/callback',
			permissions: ['PROFILE_READ'],
		});
		return String(made.id ?? made.clientId);
	},
	changes: (arranged) => {
		const asOwner = async (operation: string, id: string, more: object = {}) =>
			await arranged.run(
				'calCom',
				`oAuthClient:${operation}`,
				{ authentication: 'apiKey', clientId: located(id), ...more },
				{ calComSessionsApi: 'owner' },
			);
		return {
			added: async () => await clients.make(arranged),
			changed: async (id) => await asOwner('update', id, { updateFields: { name: 'Another Name' } }),
			removed: async (id) => await asOwner('delete', id),
		};
	},
};

const OLD_TENANT = { id: '00000000-0000-4000-8000-00000000000a', name: 'Old Tenant' };
const putTenants = async ({ control, person }: Arranged, tenants: object[]) =>
	await control.send('PUT', `/users/${person.name}@example.com`, { apiToken: person.data.apiToken, tenants });

/** What there is to be watched, by provider and name of the list. */
export const SUBJECTS: Record<string, Subject> = {
	'CalCom managedUsers': crud(
		'calComSessionsPlatformApi',
		'calCom',
		'managedUser',
		'userId',
		{ email: '={{ $json.unique }}@example.com', name: 'mustnotleak name' },
		{ updateFields: { name: 'Another Name' } },
	),
	'CalCom oAuthClients': clients,
	'DropboxSign apiApps': crud(
		'dropboxSignSessionsApi',
		'dropboxSign',
		'apiApp',
		'apiAppId',
		{ name: '={{ $json.unique }}', domains: 'app.example.com' },
		{ updateFields: { name: 'Another Name' } },
		{ authentication: 'apiKey' },
	),
	'Fluxer applications': {
		type: 'fluxerSessionsUserApi',
		make: async (arranged) => await fluxerApp(arranged, 'Watched'),
		changes: ({ run }) => ({
			changed: async (id) =>
				await run('fluxer', 'application:update', {
					applicationId: located(id),
					updateFields: { name: `Another Name ${++nth}` },
				}),
		}),
	},
	'Fluxer authorizations': {
		type: 'fluxerSessionsUserApi',
		make: async (arranged) => {
			const applicationId = await fluxerApp(arranged, 'Allowed');
			const grant = { username: arranged.person.name, applicationId, scope: 'identify' };
			await arranged.control.send('POST', '/tokens', grant);
			return applicationId;
		},
		changes: (arranged) => {
			const grant = async (applicationId: string, scope: string) =>
				await arranged.control.send('POST', '/tokens', {
					username: arranged.person.name,
					applicationId,
					scope,
				});
			return {
				added: async () => await grant(await fluxerApp(arranged, 'Another'), 'identify'),
				changed: async (id) => await grant(id, 'identify email'),
				removed: async (id) =>
					await arranged.run('fluxer', 'authorization:revoke', { applicationId: located(id) }),
			};
		},
	},
	'FuseSign tenants': {
		type: 'fuseSignSessionsApi',
		make: async (arranged) => {
			await putTenants(arranged, [OLD_TENANT]);
			return OLD_TENANT.id;
		},
		changes: (arranged) => ({
			added: async () => await putTenants(arranged, [OLD_TENANT, { name: 'Another Tenant' }]),
			removed: async () => await putTenants(arranged, []),
		}),
	},
	'PeerTube sessions': {
		type: 'peerTubeSessionsApi',
		make: async () => '',
		changes: ({ control, person }) => ({
			added: async () => await control.send('POST', '/tokens', { username: person.name }),
		}),
	},
};

let nth = 0;

/** Every list that a trigger watches. */
export const watchedLists = watchedServices.flatMap(({ folder, service }) =>
	service.lists.map((list): { title: string; folder: string; list: WatchedList } => ({
		title: `${folder} ${list.name}`,
		folder,
		list,
	})),
);

/** Somebody new, with a credential of this type; the provider forgets all others, unless it is to keep them. */
export async function arrange(
	place: Place,
	n8n: TestN8n,
	type: string,
	{ isFresh = true } = {},
): Promise<Arranged> {
	const entry = shippedEntries().find((each) => each.type === type);
	if (!entry) throw new Error(type);
	const control = isFresh ? await place.prepare(entry) : place.control(entry);
	const person = await place.person(entry, `watched${++nth}`);
	n8n.addCredential('watching', type, person.data);
	return {
		n8n,
		control,
		person,
		async run(node, operation, parameters = {}, credentials = { [type]: 'watching' }) {
			const [resource, name] = operation.split(':');
			const step = { type: node, credentials, parameters: { resource, operation: name, ...parameters } };
			const { json, error } = await n8n.run([{ unique: `entry-${++nth}` }], step as Step);
			if (error) throw error;
			return json[0] as IDataObject;
		},
	};
}
