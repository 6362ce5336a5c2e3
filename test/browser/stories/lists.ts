import { type Person, storedCredential } from '../accounts';
import type { Scene, Story } from '../story';
import { NodeSurface, type Picker } from '../surface';

/** What has to be there, or chosen, before a list has something in it. */
const preparations: Record<string, Preparation> = {
	'calCom oAuthClient': { parameters: { authentication: 'platform' } },
	'dropboxSign apiApp': {
		prepare: async ({ control: { send }, name }) =>
			await send('PUT', '/apps/demo-client-of-the-list', { owner: `${name}@example.com` }),
	},
	'fluxer authorization': {
		prepare: async ({ control: { send }, name: username }) =>
			await send('POST', '/tokens', { username, applicationId: '1470000000000000003', scope: 'identify' }),
	},
};

interface Preparation {
	parameters?: Record<string, unknown>;
	prepare?: (person: Person) => Promise<unknown>;
}

/** Everything that can be picked from a list of what the provider has, with a mouse; one story for every node. */
export const listsStory = (node: string): Story => ({
	name: `${node}: lists to pick from`,
	async tell(scene) {
		const surface = await NodeSurface.of(scene.stage.rest, node);
		for (const picker of surface.pickers) {
			const title = await pick(surface, picker, scene, preparations[`${node} ${picker.resource}`] ?? {});
			scene.notes.push(`${picker.displayName}: ${title}`);
		}
	},
});

async function pick(
	surface: NodeSurface,
	{ name, resource, operation }: Picker,
	{ editor, stage, step }: Scene,
	{ parameters = {}, prepare }: Preparation,
): Promise<string> {
	const given = { resource, operation, ...parameters };
	const [type = ''] = surface.credentialsFor(given);
	const credential = await step(
		'store a credential',
		async () => await storedCredential(stage, type, prepare),
	);
	await step('open the editor', async () => await editor.openAnew());
	await step(`add ${resource}: ${operation}`, async () => {
		await editor.nodeList.open();
		await editor.nodeList.type(surface.title);
		await editor.nodeList.choose(surface.title);
		await editor.nodeList.choose(surface.actionOf(given));
		await editor.panel.waitFor();
		for (const [parameter, value] of Object.entries(surface.otherThanDefault(given))) {
			await editor.panel.fields.choose(parameter, surface.optionOf(parameter, value, given));
		}
		await editor.panel.chooseCredential(credential.name);
	});
	return await step(`pick ${name}`, async () => await editor.panel.fields.pickFirst(name));
}
