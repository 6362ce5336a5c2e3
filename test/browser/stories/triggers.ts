import { storedCredential } from '../accounts';
import { expectField, type Story } from '../story';
import { NodeSurface } from '../surface';

/** Events that can be told with the credential that is asked for first; without one it is the end of the connection. */
const events: Record<string, string> = {
	dropboxSign: 'apiAppAdded',
	fluxer: 'authorizationGranted',
	fuseSign: 'tenantAdded',
	peerTube: 'newSession',
};

/** The trigger of a service, found by its name, and what it shows before anything has happened. */
export const triggerStory = (node: string): Story => ({
	name: `${node}: the trigger`,
	service: node,
	async tell({ editor, stage, step, notes }) {
		const surface = await NodeSurface.of(stage.rest, `${node}Trigger`);
		const [type = ''] = surface.credentialsFor({});
		const event = events[node] ?? 'connectionEnded';
		const entry = surface.entryOf(event);
		const credential = await step('store a credential', async () => await storedCredential(stage, type));
		await step('open the editor', async () => await editor.openAnew());
		await step('add the trigger by its name', async () => {
			await editor.nodeList.open();
			await editor.nodeList.type(surface.title);
			// n8n lists a trigger with the node of its service, and makes an entry of each event.
			await editor.nodeList.choose(surface.title.replace(/ Trigger$/, ''));
			await editor.nodeList.choose(entry);
			await editor.panel.waitFor();
		});
		await step('choose the credential', async () => await editor.panel.chooseCredential(credential.name));
		await step('fetch a test event', async () => {
			await editor.panel.execute();
			const items = await editor.panel.output.items();
			expectField(items, 'event');
			const told = items.map((item) => item.event?.trim());
			if (told.join() !== event) throw new Error(`No ${event} in ${JSON.stringify(items)}`);
			notes.push(entry);
		});
	},
});
