/** A rule taken out of the code, and the tests that must not let that pass. */
export interface Mutant {
	/** What the code does no longer. */
	readonly rule: string;
	readonly file: string;
	/** Occurs once in the file. */
	readonly from: string;
	readonly to: string;
	/** Test file, without its folder, and the ends of the names of its tests that turn red. */
	readonly red: readonly [file: string, ...tests: string[]];
}

const THROTTLE = 'nodes/shared/throttle/throttle.ts';
const TRANSPORT = 'nodes/shared/http/send.ts';
const SIGNING = 'nodes/shared/signing/signedSend.ts';
const RUNNER = 'nodes/shared/node/runItems.ts';
const FUSESIGN = 'fuseSign.test';
const READ = 'tenant:getMany';
const SPEND = 'token:refresh';
const FLUXER = 'fluxer.operations';
const MAKE = 'application:create';
const AGAIN = 'tried again by n8n, since the first of three gave up';
const LATE = 'three items, the first of them late';
const GOES_ON = 'one of three fails, and the workflow goes on';
const STOPS = 'one of three fails, and the workflow stops';

/**
 * All rules that are taken out, one at a time; `test/unit/mutants.test.ts` makes sure that each is found in its file.
 */
export const MUTANTS: readonly Mutant[] = [
	{
		rule: 'What makes something runs one item after the other',
		file: RUNNER,
		from: 'this.isRead || operation.spends ? this.parallel() : 1',
		to: 'this.parallel()',
		red: [FLUXER, `${MAKE} × ${LATE}`],
	},
	{
		rule: 'What spends different tokens runs side by side',
		file: RUNNER,
		from: 'this.isRead || operation.spends',
		to: 'this.isRead',
		red: [FUSESIGN, `${SPEND} × ${LATE}`],
	},
	{
		rule: 'What a try has done is known to the next one',
		file: RUNNER,
		from: 'if (!this.tries) return await work();',
		to: 'return await work();',
		red: [FUSESIGN, `${SPEND} × ${AGAIN}`],
	},
	{
		rule: 'What reads runs in a pool with a bound',
		file: RUNNER,
		from: '? this.parallel() : 1',
		to: '? 50 : 1',
		red: [FUSESIGN, `${READ} × ${LATE}`],
	},
	{
		rule: 'Results come in the order of the input',
		file: RUNNER,
		from: 'this.outputs[item] = results.map(',
		to: 'this.outputs[this.outputs.length] = results.map(',
		red: [FUSESIGN, `${READ} × ${LATE}`],
	},
	{
		rule: 'Results are paired with their items',
		file: RUNNER,
		from: 'map((json) => ({ json, pairedItem: { item } }))',
		to: 'map((json) => ({ json, pairedItem: { item: 0 } }))',
		red: [FUSESIGN, `${SPEND} × ${LATE}`, `${READ} × ${GOES_ON}`],
	},
	{
		rule: 'Failed items are paired with their items',
		file: RUNNER,
		from: 'errorOutput(error, shown), pairedItem: { item }',
		to: 'errorOutput(error, shown), pairedItem: { item: 0 }',
		red: [FUSESIGN, `${SPEND} × ${GOES_ON}`, `${READ} × ${GOES_ON}`],
	},
	{
		rule: 'Each item reads its own parameters',
		file: RUNNER,
		from: 'callerOf(itemIndex)',
		to: 'callerOf(0)',
		red: [FUSESIGN, `${SPEND} × ${LATE}`, `${READ} × ${GOES_ON}`],
	},
	{
		rule: 'The first failure stops new requests',
		file: RUNNER,
		from: 'if (this.failure) throw NOT_STARTED;',
		to: '',
		red: [FLUXER, `${MAKE} × ${STOPS}`],
	},
	{
		rule: 'An error names its item',
		file: RUNNER,
		from: 'toNodeError(this.execute.getNode(), error, item)',
		to: 'toNodeError(this.execute.getNode(), error, 0)',
		red: [FUSESIGN, `${SPEND} × ${STOPS}`, `${READ} × ${STOPS}`],
	},
	{
		rule: 'An error says which items succeeded',
		file: RUNNER,
		from: 'throw withSuccesses(this.failure, this.succeeded, this.isRead)',
		to: 'throw this.failure',
		red: [FUSESIGN, `${SPEND} × ${STOPS}`, `${READ} × ${STOPS}`],
	},
	{
		rule: 'Errors carry no parameters',
		file: 'nodes/shared/node/errors.ts',
		from: '{ ...node, parameters: {} }',
		to: '{ ...node }',
		red: [FUSESIGN, `${SPEND} × 401 that stops the workflow`],
	},
	{
		rule: 'Errors tell whether a repeat helps',
		file: 'nodes/shared/node/errors.ts',
		from: "if (outcomeUnknown) return 'checkFirst';",
		to: '',
		red: [FUSESIGN, `${SPEND} × reset`, `${SPEND} × 500`],
	},
	{
		rule: 'Secrets go over https only, except on this machine',
		file: 'nodes/shared/http/plainHttp.ts',
		from: 'if (!allowHttp) refusePlainHttp(url);',
		to: '',
		// Where a credential signs, it refuses as well.
		red: [FUSESIGN, `${SPEND} × plain http to another machine`],
	},
	{
		rule: 'Redirects are not followed',
		file: TRANSPORT,
		from: 'disableFollowRedirect: true',
		to: 'disableFollowRedirect: false',
		// Where a credential signs with a header of its own, it follows none either.
		red: [FUSESIGN, `${SPEND} × 302 to another host`],
	},
	{
		rule: 'A request has a time limit, its answer included',
		file: 'nodes/shared/http/limits.ts',
		from: 'this.time.alarm(Math.ceil(timeoutMs + shareMs))',
		to: 'this.time.alarm(60_000)',
		red: [FUSESIGN, `${SPEND} × stall in the middle`, `${READ} × stall in the middle`],
	},
	{
		rule: 'Stopping an execution stops its requests',
		file: 'nodes/shared/http/limits.ts',
		from: "for (const work of this.works) work.end('stopped');",
		to: '',
		red: [FUSESIGN, `${READ} × stopped in the middle of a request`],
	},
	{
		rule: 'Stopping an execution stops its waits',
		file: 'nodes/shared/throttle/abortableSleep.ts',
		from: 'await orAborted(event, signal)',
		to: 'await event',
		red: [FUSESIGN, `${SPEND} × stopped while it waits`, `${READ} × stopped while it waits`],
	},
	{
		rule: 'What a signed request carried is not quoted',
		file: SIGNING,
		from: 'if (answer.status < 300) return answer;',
		to: 'if (answer.status < 600) return answer;',
		red: [FUSESIGN, `${READ} × echo of all that was sent`],
	},
	{
		rule: 'What a request carried is not quoted',
		file: 'oauth/excerpt.ts',
		from: 'search && !search.isEmpty ? search.mask(begin) : begin',
		to: 'begin',
		red: [FUSESIGN, `${SPEND} × echo of all that was sent`],
	},
	{
		rule: 'An answer has a longest length',
		file: 'nodes/shared/http/answers.ts',
		from: 'if (bytes > MOST_BYTES) reject(new TooLong());',
		to: 'if (bytes < 0) reject(new TooLong());',
		red: [FUSESIGN, `${SPEND} × 50 MB`, `${READ} × 50 MB`],
	},
	{
		rule: 'A success has the shape that was asked for',
		file: 'nodes/shared/node/itemRequests.ts',
		from: 'if (!isExpected(body)) throw unreadable(this.dialect, call, answer);',
		to: '',
		red: [FUSESIGN, `${READ} × another shape`, `${READ} × invalid JSON`, `${READ} × empty body`],
	},
	{
		rule: 'A request that never left is told from one without an answer',
		file: 'nodes/shared/http/failures.ts',
		from: 'if (neverLeft !== undefined) return unreachable(dialect, call, neverLeft, whatToDo ?? LOOK_AT_SERVER);',
		to: '',
		red: [FUSESIGN, `${SPEND} × connection refused`, `${SPEND} × unknown host`],
	},
	{
		rule: 'What is safe to repeat is repeated when the provider fails',
		file: THROTTLE,
		from: 'return !spends && (isRateLimited(answer) || isFailure(outcome));',
		to: 'return false;',
		red: [FUSESIGN, `${READ} × 500`, 'token:revoke × 502 in HTML'],
	},
	{
		rule: 'What spends is not repeated when the provider fails',
		file: THROTTLE,
		from: 'return !spends && (isRateLimited(answer) || isFailure(outcome));',
		to: 'return isRateLimited(answer) || isFailure(outcome);',
		red: [FUSESIGN, `${SPEND} × 500`, `${SPEND} × 502 in HTML`],
	},
	{
		rule: 'What is safe to repeat is repeated when an answer is lost',
		file: THROTTLE,
		from: "return error.neverLeft || call.effect !== 'nonIdempotent';",
		to: 'return false;',
		red: [FUSESIGN, `${READ} × reset`, 'token:revoke × reset in the middle'],
	},
	{
		rule: 'What spends is not repeated when an answer is lost',
		file: THROTTLE,
		from: "return error.neverLeft || call.effect !== 'nonIdempotent';",
		to: 'return true;',
		red: [FUSESIGN, `${SPEND} × reset`, `${SPEND} × reset in the middle`, `${SPEND} × stall`],
	},
	{
		rule: 'All wait when one is told to',
		file: 'nodes/shared/throttle/concurrencyLimit.ts',
		from: 'if (closedMs > 0) this.opensAt = Math.max(this.opensAt, this.waiting.now + closedMs);',
		to: '',
		red: [FUSESIGN, `${SPEND} × three items, told to wait`, `${READ} × three items, told to wait`],
	},
	{
		rule: 'Nobody waits longer than Max Wait',
		file: THROTTLE,
		from: 'Math.min(maxWaitMs, ONE_TIME_CODE_MS) : maxWaitMs',
		to: 'Math.min(maxWaitMs, ONE_TIME_CODE_MS) : Infinity',
		red: [FUSESIGN, `${SPEND} × 429 for an hour`, `${READ} × 429 for an hour`],
	},
	{
		rule: 'Repeats have an end',
		file: THROTTLE,
		from: 'if (isBounded && repeats >= retries) return result(outcome);',
		to: '',
		red: [FUSESIGN, `${READ} × 429 without advice`, `${READ} × 500`],
	},
	{
		rule: 'Paced requests keep their distance',
		file: 'nodes/shared/throttle/maxRequestsPerSecond.ts',
		from: 'if (now < next && now >= last) return next - now;',
		to: '',
		red: [
			'fluxer.operations.test',
			'a session never comes near the limit over which Fluxer ends it for good',
		],
	},
	{
		rule: 'OAuth2 credentials are refreshed before they expire',
		file: 'oauth/tokenKeeper.ts',
		from: 'return this.now() < dueAt &&',
		to: 'return dueAt > 0 &&',
		red: [
			'oauth2.connection.test',
			'is refreshed before it expires: a hundred items cost one token call and no 401',
		],
	},
	{
		rule: 'The tokens of an OAuth2 credential do not follow its address to another server',
		file: 'nodes/shared/http/ownServer.ts',
		from: "if (known === origin || known.replace(/^http:/, 'https:') === origin) return;",
		to: 'return;',
		red: ['oauth2.connection.test', 'whose address is edited is not sent to the other server'],
	},
	{
		rule: 'A refused refresh is not tried again at once',
		file: 'oauth/tokenKeeper.ts',
		from: 'this.refusals.rethrow(refusal);',
		to: '',
		red: [
			'oauth2.connection.test',
			'whose refresh is refused costs one token call, and says which credential to connect again',
		],
	},
	{
		rule: 'The signed requests of a run share a reading of the credential',
		file: 'nodes/shared/signing/credentialReads.ts',
		from: 'age < REREAD_MS',
		to: 'age < 0',
		red: ['credentialReads.test', 'signs the requests of many items as it was read for those of two'],
	},
	{
		rule: 'A connection that was alive has ended when the next poll is refused as well',
		file: 'nodes/shared/watching/connection.ts',
		from: 'wasAlive && !isSure',
		to: 'wasAlive && isSure',
		red: ['triggers.faults.test', 'fluxerSessionsBotApi alive × 401 in its own form'],
	},
	{
		rule: 'The lists of another person are not compared with those of before',
		file: 'nodes/shared/watching/readings.ts',
		from: 'before.id !== after.id',
		to: 'false',
		red: [
			'triggers.lists.test',
			'DropboxSign apiApps: nothing is told where the credential has come to be another person’s',
		],
	},
];
