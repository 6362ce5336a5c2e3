import type { INodeType } from 'n8n-workflow';
import path from 'node:path';
import type { WatchedService } from '../../nodes/shared/watching/watched';
import { providers, root } from './providers';
import type { Step } from './testN8n';

/** What the trigger of each provider watches; a provider without one is missed. */
export const watchedServices = providers.map(({ folder }) => {
	const { watched } = require(path.join(root, 'nodes', folder, 'watched')) as { watched: WatchedService };
	const types = require(path.join(root, 'nodes', folder, `${folder}Trigger.node`)) as Record<
		string,
		new () => INodeType
	>;
	const [{ description }] = Object.values(types).map((Trigger) => new Trigger()) as [INodeType];
	return { folder, service: watched, node: description.name, name: description.displayName };
});

/** The step of the trigger that watches with the credential of this type and name. */
export function watching(
	type: string,
	credential: string,
	events: readonly string[],
	options: object = {},
): Step & { readonly folder: string } {
	const found = watchedServices.find(({ service }) =>
		service.signIns.some(({ signIn }) => signIn.type === type),
	);
	if (!found) throw new Error(`No trigger watches ${type}`);
	const { choice } = found.service.signIns.find(({ signIn }) => signIn.type === type) ?? {};
	return {
		folder: found.folder,
		type: found.node,
		credentials: { [type]: credential },
		parameters: {
			...(choice && { authentication: choice.value }),
			events: [...events],
			options: { ...options },
			pollTimes: { item: [{ mode: 'everyMinute' }] },
		},
	};
}
