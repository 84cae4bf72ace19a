/**
 * Under Electron: what the page posts to the preload script together with the core's end of a MessageChannel, and the channel
 * on which the preload script hands that port to main.
 */
export const PORT_MESSAGE = 'sohoa:port';
