import { BoundedMap, keyOf } from '../../../oauth/memory';

const reported = new BoundedMap<true>(1000);

/** Notes that a server has refused an access token, so that nobody in this process sends it again. */
export const reportDead = (accessToken: string): void => reported.set(keyOf(accessToken), true);

export const isReportedDead = (accessToken: string): boolean => reported.get(keyOf(accessToken)) === true;
