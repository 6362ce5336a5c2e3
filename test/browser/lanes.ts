import type { Story } from './story';

/** An n8n and a browser keep hardly more than one core busy. */
const LANES = 2;

/**
 * Stories in groups that are told one after the other; the lanes of a group side by side. Stories of one service share its
 * stand-in, and so a lane; one that is about none is told while nothing else is.
 */
export function lanesOf(stories: readonly Story[]): Story[][][] {
	const groups: Story[][][] = [];
	const services = [...new Set(stories.flatMap(({ service }) => service ?? []))];
	let isOpen = false;
	for (const story of stories) {
		if (!isOpen || story.service === undefined) groups.push(Array.from({ length: LANES }, () => []));
		isOpen = story.service !== undefined;
		const lane = isOpen ? services.indexOf(story.service ?? '') % LANES : 0;
		groups.at(-1)?.[lane]?.push(story);
	}
	return groups;
}
