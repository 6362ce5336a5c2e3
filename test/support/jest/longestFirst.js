'use strict';

const { default: Sequencer } = require('@jest/test-sequencer');

/** How early a file has to begin so that no worker is left with a long one at the end. */
const rank = ({ path }) => (/operations\.test/.test(path) ? 0 : /[\\/]workflow[\\/]/.test(path) ? 1 : 2);

/** On a fresh clone jest knows no durations and goes by the size of the files, but the longest are tables in few lines. */
module.exports = class LongestFirst extends Sequencer {
	sort(tests) {
		return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other));
	}
};
