interface Turns {
	last: Promise<unknown>;
	polls: number;
}

const turnsOf = new Map<string, Turns>();

/**
 * Has polls of one node go one after the other: n8n begins the next one even while one is under way, and a reading that
 * began earlier would undo what a later one has found. Of those that have to wait, one is enough.
 *
 * @returns null for a poll that was left out
 */
export async function oneAfterTheOther<T>(node: string, poll: () => Promise<T>): Promise<T | null> {
	const turns = turnsOf.get(node) ?? { last: Promise.resolve(), polls: 0 };
	if (turns.polls > 1) return null;
	turnsOf.set(node, turns);
	turns.polls++;
	const done = turns.last.then(poll).finally(() => {
		turns.polls--;
		if (turns.polls === 0) turnsOf.delete(node);
	});
	turns.last = done.catch(() => undefined);
	return await done;
}
