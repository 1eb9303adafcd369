import { spawn } from 'node:child_process'
import { Socket } from 'node:net'

/** Ends when this process ends, in whatever way, and then ends the guarded child. */
export interface ChildGuard {
  /** The child has ended or is to be left alone. */
  dismiss(): void
}

export interface ChildGuardOptions {
  readonly pid: number
  readonly signal: 'SIGINT' | 'SIGQUIT' | 'SIGTERM' | 'SIGKILL'
  /** A folder to remove after the child has ended: for children whose data is worth nothing without their parent. */
  readonly removeFolder?: string
}

// Waits for the end of its standard input, which the kernel closes when the parent is gone, even after SIGKILL.
const SCRIPT = `
read -r ignored
kill -s "$1" "$2" 2>/dev/null
if [ -n "$3" ]; then
  tries=100
  while [ "$tries" -gt 0 ] && kill -0 "$2" 2>/dev/null; do tries=$((tries - 1)); sleep 0.1; done
  rm -rf -- "$3"
fi
`

/**
 * Starts a small watching process, so that a server never outlives the process that started it: exit handlers do not run on
 * SIGKILL or a crash, this does. Needs a POSIX `sh`.
 */
export function guardChild(options: ChildGuardOptions): ChildGuard {
  const watcher = spawn(
    'sh',
    [
      '-c',
      SCRIPT,
      'guard',
      options.signal.slice('SIG'.length),
      String(options.pid),
      options.removeFolder ?? '',
    ],
    // A session of its own: a Ctrl-C in the terminal must not end the watcher before its parent.
    { stdio: ['pipe', 'ignore', 'ignore'], detached: true },
  )
  watcher.unref()
  if (watcher.stdin instanceof Socket) {
    watcher.stdin.unref()
  }
  return {
    dismiss: () => {
      watcher.kill('SIGKILL')
    },
  }
}
