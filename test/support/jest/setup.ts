/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { Container } from '@n8n/di';

import '../environment';

// n8n's services outlive a test file, as all packages do. The next one begins with new ones.
Container.reset();

// One of those services listens to the end of the process, and Node.js would warn at the eleventh.
process.setMaxListeners(0);
