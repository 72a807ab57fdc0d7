/** Loaded before the bot: throws, where nobody catches it, when told so from outside. */

process.on('SIGUSR2', () => {
  throw { text: 'geheim woord' };
});
process.on('SIGHUP', () => {
  void Promise.reject(Object.assign(new Error('geheim woord'), { code: 'PLANTED' }));
});
