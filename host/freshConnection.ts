import { Agent } from 'node:http';

/**
 * For axios: a connection of its own for each request. A server ends one that is idle for some seconds, and a request
 * that leaves at that very moment is lost.
 */
export const freshConnection = { httpAgent: new Agent({ keepAlive: false }) };
