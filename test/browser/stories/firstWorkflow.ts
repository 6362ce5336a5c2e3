import { expectField, type Story } from '../story';
import { NodeSurface } from '../surface';

/** How long somebody may need who knows what they want, from an open editor to the first output. */
const LONGEST_SECONDS = 60;

/** The README's first workflow, measured. */
export const firstWorkflow: Story = {
	name: 'first workflow',
	async tell({ editor, stage, step, notes }) {
		const { nodeList, panel } = editor;
		const surface = await NodeSurface.of(stage.rest, 'peerTube');
		const action = surface.actionOf({ resource: 'user', operation: 'getCurrent' });
		await step('open the editor', async () => await editor.open());
		const begun = Date.now();
		await step('find the node', async () => {
			await nodeList.open();
			await nodeList.type(surface.title);
			await nodeList.lists(surface.title);
			await stage.pictures.take('node-list', editor.page);
			await nodeList.choose(surface.title);
		});
		await step('choose the action', async () => {
			await nodeList.scrollTo(action);
			await stage.pictures.take('actions', editor.page, async () => {
				await nodeList.back();
				await nodeList.choose(surface.title);
				await nodeList.scrollTo(action);
			});
			await nodeList.choose(action);
			await panel.waitFor();
		});
		await step('create the credential', async () => {
			const dialog = await panel.newCredential();
			await dialog.fields.fill('instanceUrl', stage.sandbox.peerTube);
			await dialog.fields.fill('username', 'alice');
			await dialog.fields.fill('password', 'demo-password-alice');
			await stage.pictures.take('credential', editor.page);
			await dialog.saveAndClose();
		});
		await step('run and read', async () => {
			await panel.execute();
			expectField(await panel.output.items(), 'username');
		});
		const seconds = (Date.now() - begun) / 1000;
		notes.push(`${seconds.toFixed(1)} s after the editor had opened`);
		if (seconds >= LONGEST_SECONDS) throw new Error(`It took ${seconds.toFixed(0)} seconds`);
	},
};
