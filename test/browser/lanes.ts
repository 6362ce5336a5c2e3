import type { Story } from './story';

/** An n8n and a browser keep hardly more than one core busy. */
const LANES = 2;

/**
 * Stories in groups that are told one after the other; the lanes of a group side by side. Stories of one service share its
 * stand-in, and so a lane; one that is about none is told while nothing else is.
 */
export function lanesOf(stories: readonly Story[]): Story[][][] {
	const groups: Story[][] = [];
	for (const story of stories) {
		const group = groups.at(-1);
		const isAmongOthers = story.service !== undefined && group?.[0]?.service !== undefined;
		if (group && isAmongOthers) group.push(story);
		else groups.push([story]);
	}
	return groups.map(sideBySide);
}

/** The service with the most stories first, each to the lane that has the fewest so far. */
function sideBySide(group: readonly Story[]): Story[][] {
	const services = [...new Set(group.map(({ service }) => service))]
		.map((service) => group.filter((story) => story.service === service))
		.sort((one, other) => other.length - one.length);
	const lanes: Story[][] = Array.from({ length: LANES }, () => []);
	for (const stories of services) lanes.sort((one, other) => one.length - other.length)[0]?.push(...stories);
	return lanes;
}
