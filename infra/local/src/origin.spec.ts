import { connect } from 'node:net';
import { Origin } from './origin.js';

let origin: Origin;
beforeAll(async () => {
  origin = await Origin.listen(0);
  origin.mount([
    { path: '/', handle: (_request, response) => response.end('accueil') },
    { path: '/api/x', isApplication: true, handle: ({ url }, response) => response.end(url) },
  ]);
});
afterAll(() => origin?.close());

const sent = (head: string, body = '') =>
  new Promise<string>((resolve) => {
    let all = '';
    const socket = connect(Number(new URL(origin.url).port), '127.0.0.1', () =>
      socket.write(`${head}\r\nconnection: close\r\n\r\n${body}`),
    );
    socket.on('data', (data) => {
      all += data;
    });
    socket.on('error', () => {}).on('close', () => resolve(all));
  });

test.each<[string, string, string]>([
  ['GET /nowhere HTTP/1.1\r\nhost: x', '404 Not Found', '/problems/not-found'],
  ['GET / HTTP/1.1\r\nhost: x\r\nhost: y', '400 Bad Request', '/problems/bad-request'],
  ['GET http://elsewhere.example/ HTTP/1.1\r\nhost: x', '200 OK', 'accueil'],
  ['GET /%61pi/x/%7Ea HTTP/1.1\r\nhost: x', '200 OK', '/api/x/~a'],
  ['DELETE / HTTP/1.1\r\nhost: x', '405 Method Not Allowed', '/problems/method-not-allowed'],
  ['OPTIONS / HTTP/1.1\r\nhost: x', '204 No Content', 'allow: GET, HEAD, OPTIONS'],
])('%s', async (head, status, text) => {
  const answer = await sent(`${head}\r\nx-correlation-id: 0af7651916cd43dd8448eb211c80319d`);
  expect(answer).toContain(`HTTP/1.1 ${status}`);
  expect(answer).toContain(text);
  expect(answer).toMatch(/x-correlation-id: 0af7651916cd43dd8448eb211c80319d/i);
  expect(answer).toMatch(/x-content-type-options: nosniff/i);
  expect(answer).toMatch(/content-security-policy: default-src 'none'/i);
});
