// Loaded before the Agents Playground: it would listen on every network address of the machine, and it
// has no option for that. Without credentials Reconnect is for this machine only, so its chat window is too.
const { Server } = require("node:net");

const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...rest) {
  return typeof port === "number" && typeof rest[0] !== "string"
    ? listen.call(this, port, "127.0.0.1", ...rest)
    : listen.call(this, port, ...rest);
};
