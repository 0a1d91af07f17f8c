// ESLint and editors take this file before eslint.config.mjs. That one is n8n's template, word for word, since n8n's strict
// mode asks for it; what it imports cannot be installed beside the package, so only the package gate runs it
// (`npm run test:gate`, which leaves this file out of its copy).
module.exports = import('./test/tools/lint/eslint.config.mjs').then((file) => file.default);
