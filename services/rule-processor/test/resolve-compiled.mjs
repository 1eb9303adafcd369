const SOURCE = /\/src\/([^/]+)\.ts$/

/** Takes what a source was compiled to in its place: loading TypeScript takes a second of processor time for every thread. */
export function resolve(specifier, context, next) {
  return next(specifier.replace(SOURCE, '/dist/$1.js'), context)
}
