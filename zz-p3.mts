import { readdirSync, readFileSync } from 'node:fs';
import { openOffice, signAs, CLERK_MARK } from './tests/support/signing.ts';
const o=await openOffice(); let i=0;
for(const d of ['signed/pyhanko','hostile/pdfjs','hostile/self-made']) for(const f of readdirSync('/work/shared/data/'+d)) if(f.endsWith('.pdf')){ const t=performance.now(); const r=await signAs(o,'/work/shared/data/'+d+'/'+f,o.at(`${i++}.pdf`),CLERK_MARK).then(()=>'signed',e=>e.message+' '+(e.cause?.message??'')); const ms=performance.now()-t; if(r!=='signed'||ms>300) console.log(f,r,Math.round(ms)); }
await o.remove();
