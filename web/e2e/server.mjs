// The real binary with a data folder of its own: started on a free port, stopped by its process id, started again in place.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';

const binary = resolve(process.env.ENTREPOT ?? join(import.meta.dirname, '../../build/entrepot'));

const freePort = () => new Promise((found) => {
  const held = createServer().listen(0, '127.0.0.1', () => {
    const { port } = held.address();
    held.close(() => found(port));
  });
});

export class Server {
  data = mkdtempSync(join(tmpdir(), 'entrepot-e2e-'));
  port = 0;
  #process;
  #said = '';

  /** `serve`: production, on an empty folder at first, known as localhost. More of the command line follows. */
  constructor(kind = 'demo', ...more) { Object.assign(this, { kind, more, isNamed: kind === 'serve' }); }

  /** Known as localhost: passkeys want a name. */
  static named(kind, ...more) { return Object.assign(new Server(kind, ...more), { isNamed: true }); }

  get base() { return `http://${this.isNamed ? 'localhost' : '127.0.0.1'}:${this.port}`; }

  async start() {
    if (!existsSync(binary)) throw new Error(`${binary} is not there: build it, or name it in ENTREPOT.`);
    this.#said = '';
    if (this.isNamed && !this.port) this.port = await freePort();
    const name = this.isNamed ? ['--public-url', this.base] : [];
    this.#process = spawn(binary, [this.kind, '--data', this.data, '--listen', `127.0.0.1:${this.port}`, ...name, ...this.more], { stdio: ['ignore', 'pipe', 'pipe'] });
    const hear = (chunk) => { this.#said += chunk; };
    this.#process.stdout.on('data', hear);
    this.#process.stderr.on('data', hear);
    for (let tries = 0; tries < 600; tries += 1) {
      const found = /listening on http:\/\/[^\s:]+:(\d+)/.exec(this.#said);
      if (found) { this.port = Number(found[1]); return this; }
      if (this.#process.exitCode !== null) break;
      await new Promise((go) => setTimeout(go, 100));
    }
    throw new Error(`The server did not start:\n${this.#said}`);
  }

  /** What it printed so far, for the link of a fresh deployment. */
  get said() { return this.#said; }

  /** Ends as an operator would end it: SIGTERM, and waits. */
  async stop() {
    const running = this.#process;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise((go) => running.once('exit', go));
    running.kill('SIGTERM');
    await ended;
  }

  async restart() {
    await this.stop();
    await this.start();
  }

  async end() {
    await this.stop();
    rmSync(this.data, { recursive: true, force: true });
  }
}
