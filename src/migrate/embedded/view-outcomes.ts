import type { EmbeddedText } from '../../containers/embedded.js';
import { versionOfImage } from '../../containers/pods/image-version.js';
import type { PodFile } from '../../containers/pods/pod-files.js';
import type { PodView } from '../../containers/pods/pod-view.js';
import type { TextStore } from '../../project/text-store.js';
import type { VersionTarget } from '../../versions/target.js';
import type { NeededVersion, Plan, PlannedFile } from '../plan.js';
import { beside, type Request } from '../request.js';

/** What a text becomes as a file of one pod. */
export interface TextOutcome {
  readonly text: EmbeddedText;
  readonly file: PodFile;
  readonly planned: PlannedFile;
  /** Its new path in the pod, its new text and what that needs, if it is converted or updated. */
  readonly becomes: { readonly path: string; readonly text: string; readonly needs: NeededVersion | undefined } | undefined;
}

export interface ViewOutcome {
  readonly view: PodView;
  readonly outcomes: readonly TextOutcome[];
  /** New paths by the old ones, of what is converted. */
  readonly moved: ReadonlyMap<string, string>;
  /** The version that the image's tag names; undefined, too, if somebody says which one runs. */
  readonly imageVersion: VersionTarget | undefined;
}

export type PlanFiles = (host: PodView['host'], request: Request, texts: TextStore) => Promise<Plan>;

/** Migrates the files of a pod as those of any directory, for the version that somebody says, or the image's tag. */
export async function planView(view: PodView, request: Request, texts: TextStore, planFiles: PlanFiles): Promise<ViewOutcome> {
  const { files, host, pod } = view;
  const told = request.target.version;
  const imageVersion = told === undefined && pod !== undefined ? versionOfImage(pod.image) : undefined;
  const paths = [...files.keys()].sort();
  const plan = await planFiles(
    host,
    {
      files: paths.map((path) => ({ path, isLink: false, isNamed: true })),
      takesIn: (path) => files.has(path),
      target: { ...request.target, destination: beside, version: told ?? versionWithYaml(imageVersion) },
      roots: [],
    },
    texts,
  );
  const outcomes = plan.files.flatMap((planned): TextOutcome[] => {
    const file = files.get(planned.path);
    return file === undefined ? [] : [{ text: file.text, file, planned, becomes: becomesOf(planned, plan) }];
  });
  const moved = outcomes.flatMap(({ planned, becomes }) =>
    becomes === undefined || becomes.path === planned.path ? [] : [[planned.path, becomes.path] as const],
  );
  return { view, outcomes, moved: new Map(moved), imageVersion };
}

/** One that reads no YAML at all would refuse each text, and not the image. */
function versionWithYaml(version: VersionTarget | undefined): VersionTarget | undefined {
  return version?.tables.unreadBy('yaml') === undefined ? version : undefined;
}

function becomesOf({ action, outputs }: PlannedFile, { textOf }: Plan): TextOutcome['becomes'] {
  const output = outputs.at(-1);
  if (
    (action !== 'convert' && action !== 'update') ||
    output === undefined ||
    typeof output.content !== 'object' ||
    !('text' in output.content)
  )
    return undefined;
  return { path: output.path, text: textOf(output.content.text), needs: output.needs };
}
