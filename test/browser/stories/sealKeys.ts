import { randomBytes } from 'node:crypto';
import { credentialTypes, signingTypes } from '../../../host/package';
import { shippedEntries } from '../../e2e/entries';
import { newPerson } from '../accounts';
import { withItems } from '../pasted';
import { expectField, expectText, type Scene, type Stage, type Story } from '../story';
import { NodeSurface } from '../surface';

interface Use {
	node: string;
	parameters(stage: Stage): Record<string, unknown>;
	shows: string;
}

/** An operation that such a credential is for, on a row of a session, and a field of its output. */
const uses: Record<string, Use> = {
	fluxerSessionsSealKeyApi: {
		node: 'fluxer',
		parameters: ({ sandbox: { fluxer } }) => ({
			...{ resource: 'user', operation: 'getCurrent', actFor: 'fields' },
			...{ apiUrl: `${fluxer}/v1`, accessToken: '={{ $json.accessToken }}' },
		}),
		shows: 'user',
	},
	peerTubeSessionsSealKeyApi: {
		node: 'peerTube',
		parameters: ({ sandbox: { peerTube: instanceUrl } }) => ({
			...{ resource: 'session', operation: 'seal' },
			...{ instanceUrl, tokenSet: '={{ $json }}', owner: 'person 1' },
		}),
		shows: 'sealedTokens',
	},
};

/** Keys that are refused, made and used; one story for every credential type that holds nothing else. */
export const sealKeyStories = (): Story[] =>
	credentialTypes()
		.filter((type) => !signingTypes().includes(type))
		.map(sealKeyStory);

const sealKeyStory = (type: string): Story => ({
	name: type,
	async tell(scene) {
		const use = uses[type];
		if (!use) throw new Error(`Nothing here uses ${type}`);
		await paste(use, scene);
		const { canvas, panel } = scene.editor;
		await scene.step('create the credential', async () => {
			await canvas.openNode('With a Seal Key');
			const dialog = await panel.newCredential();
			await dialog.fields.fill('sealKey', 'no key');
			expectText(await dialog.saveAndRead(), /seal key/i);
			await dialog.fields.fill('sealKey', randomBytes(32).toString('base64'));
			await dialog.saveAndClose();
		});
		await scene.step('run', async () => {
			await panel.execute();
			expectField(await panel.output.items(), use.shows);
		});
	},
});

async function paste({ node, parameters }: Use, { editor, stage, step }: Scene): Promise<void> {
	const entry = shippedEntries().find(({ node: { type }, kind }) => type === node && kind !== 'fixed');
	if (!entry) throw new Error(`Nobody has sessions of ${node}`);
	const { account, name } = await newPerson(stage, entry);
	const row = (await account.openSession?.(name)) ?? {};
	const { type } = await NodeSurface.of(stage.rest, node);
	const ours = { name: 'With a Seal Key', type, typeVersion: 1, parameters: parameters(stage) };
	await step('open the editor', async () => await editor.open());
	await step('paste', async () => await editor.canvas.paste(withItems([row], ours)));
}
