import { SpentTokens } from '../../../oauth/spentTokens';
import { systemTime } from '../http/systemTime';

/** The refresh tokens that all nodes of this process have spent. Two processes know nothing of each other. */
export const spentTokens = new SpentTokens(() => systemTime.now());
