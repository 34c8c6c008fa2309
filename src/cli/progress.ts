/** Progress on standard error, and only where somebody watches it. */
export interface Progress {
  readonly show: (text: string) => void;
  readonly stop: () => void;
}

export async function progress(): Promise<Progress> {
  if (!process.stderr.isTTY) return { show: () => undefined, stop: () => undefined };
  const { default: ora } = await import('ora');
  const spinner = ora({ stream: process.stderr }).start();
  return {
    show: (text) => {
      spinner.text = text;
    },
    stop: () => {
      spinner.stop();
    },
  };
}
