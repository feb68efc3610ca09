import { compileCli } from './start.js';

compileCli().cli.planForOthers();
