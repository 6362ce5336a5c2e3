import type { WatchedService } from '../shared/watching/watched';
import { oAuth2 } from './signIns';
import { getCurrent } from './user/getCurrent';

/** What the trigger polls: the connection by its cheapest read, and no list yet. */
export const watched: WatchedService = {
	signIns: [
		{
			signIn: oAuth2,
			accountFields: ['clientId'],
			check: async (context) => await getCurrent.run(context),
		},
	],
	lists: [],
};
