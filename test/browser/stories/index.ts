import { shippedEntries } from '../../e2e/entries';
import type { Stage, Story } from '../story';
import { ourNodes } from '../surface';
import { copyPaste } from './copyPaste';
import { credentialStory } from './credential';
import { exampleStories } from './examples';
import { firstWorkflow } from './firstWorkflow';
import { itemsStory } from './items';
import { listsStory } from './lists';
import { sealKeyStories } from './sealKeys';
import { triggerStories } from './triggers';
import { wordsPeopleType } from './words';

/** Everything that is told of the editor. A further provider, or way to sign in, joins by its entry in `test/e2e/entries`. */
export const stories = (stage: Stage): Story[] => [
	firstWorkflow,
	wordsPeopleType,
	copyPaste,
	...exampleStories(stage),
	...shippedEntries().map(credentialStory),
	...ourNodes().map(listsStory),
	...ourNodes().map(itemsStory),
	...triggerStories(),
	// At the end: n8n puts a seal key, once there is one, into every node that it would do for.
	...sealKeyStories(),
];
