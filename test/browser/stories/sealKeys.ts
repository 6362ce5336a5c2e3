import { randomBytes } from 'node:crypto';
import { credentialTypes, signingTypes } from '../../../host/package';
import { withItems } from '../pasted';
import { expectField, expectText, type Scene, type Stage, type Story } from '../story';
import { CredentialSurface, NodeSurface, ourNodes } from '../surface';

const row = { owner: 'person 1', accessToken: 'demo-access', refreshToken: 'demo-refresh' };

/** The credential types that hold keys and sign nothing. */
const keyTypes = () => credentialTypes().filter((type) => !signingTypes().includes(type));

/** A key that is made, tested and used; one story for every credential type that holds nothing else. */
export const sealKeyStories = (): Story[] =>
	keyTypes().map((type) => ({
		name: type,
		async tell(scene) {
			await paste(type, scene);
			const { canvas, panel } = scene.editor;
			await scene.step('open the node', async () => await canvas.openNode('Seal'));
			await scene.step('create the credential', async () => {
				const dialog = await panel.newCredential();
				await dialog.fields.fill('sealKey', 'no key');
				expectText(await dialog.saveAndRead(), /seal key/i);
				await dialog.fields.fill('sealKey', randomBytes(32).toString('base64'));
				await dialog.saveAndClose();
			});
			await scene.step('run', async () => {
				await panel.execute();
				expectField(await panel.output.items(), 'sealedTokens');
			});
		},
	}));

async function paste(type: string, { editor, stage, step }: Scene): Promise<void> {
	const surface = await nodeWith(type, stage);
	const [operation = {}] = surface.operations('seal');
	const parameters = { ...operation, tokenSet: '={{ $json }}' };
	const node = { name: 'Seal', type: surface.type, typeVersion: 1, parameters };
	await step('open the editor', async () => await editor.open());
	await step('paste', async () => await editor.canvas.paste(withItems([row], node)));
}

async function nodeWith(type: string, { rest }: Stage): Promise<NodeSurface> {
	for (const node of ourNodes()) {
		const surface = await NodeSurface.of(rest, node);
		const [operation = {}] = surface.operations('seal');
		if (surface.credentialsFor(operation).includes(type)) return surface;
	}
	throw new Error(`No node asks for ${(await CredentialSurface.of(rest, type)).title}`);
}
