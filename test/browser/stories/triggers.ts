import { storedCredential } from '../accounts';
import { expectField, type Story } from '../story';
import { NodeSurface } from '../surface';

/**
 * Of the triggers, which come out of one piece of code, one with several ways to sign in and one with one, each with an event
 * that the first of them can tell.
 */
const EVENTS: Record<string, string> = { fluxer: 'authorizationGranted', peerTube: 'newSession' };

/** A trigger, found by its name, and what it shows before anything has happened. */
export const triggerStories = (): Story[] =>
	Object.entries(EVENTS).map(([node, event]) => triggerStory(node, event));

const triggerStory = (node: string, event: string): Story => ({
	name: `${node}: the trigger`,
	async tell({ editor, stage, step, notes }) {
		const surface = await NodeSurface.of(stage.rest, `${node}Trigger`);
		const [type = ''] = surface.credentialsFor({});
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
