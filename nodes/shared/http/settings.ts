/** How the requests of a node behave; every operation has these options. */
export interface RequestSettings {
	readonly timeoutMs: number;
	/** The longest wait for rate limits, in all, for one request. */
	readonly maxWaitMs: number;
	/** How often a request that is safe to repeat is repeated. */
	readonly retries: number;
	/** Whether secrets may travel over plain http to other machines. */
	readonly allowHttp: boolean;
	/** Whether a server may show a certificate that is not trusted. */
	readonly ignoreSslIssues: boolean;
	/** Most requests of a reading operation under way at once. */
	readonly parallel: number;
}

/** Whatever an operation does not say otherwise. Times in milliseconds. */
export const DEFAULTS: RequestSettings = {
	timeoutMs: 30_000,
	maxWaitMs: 60_000,
	retries: 2,
	allowHttp: false,
	ignoreSslIssues: false,
	parallel: 20,
};
