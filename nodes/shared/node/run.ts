import type { Dialect } from '../../../oauth/dialect';
import { Connection } from '../signing/connection';
import { Limits } from '../http/limits';
import { Throttle } from '../throttle/throttle';
import type { SigningContext } from '../http/send';

/** What all items of one run of a node share. */
export class Run {
	readonly throttle: Throttle;
	readonly limits: Limits;
	private readonly connections = new Map<string, Connection>();

	constructor(
		readonly functions: SigningContext,
		cancelSignal?: AbortSignal,
	) {
		this.limits = new Limits(cancelSignal);
		this.throttle = new Throttle(this.limits);
	}

	connection(dialect: Dialect, credentialType: string): Connection {
		const known = this.connections.get(credentialType);
		const connection = known ?? new Connection(dialect, this.functions, credentialType);
		this.connections.set(credentialType, connection);
		return connection;
	}
}
