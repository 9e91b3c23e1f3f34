// The shape of a river while it is being fetched.
import { Skeleton } from "@mantine/core";
import classes from "./Designer.module.css";

export const RiverLoading = () => (
  <div className={classes.loading} aria-busy="true">
    <Skeleton height={72} width={360} radius={36} />
    <Skeleton height={110} width={280} />
    <Skeleton height={110} width={280} />
    <Skeleton height={110} width={280} />
  </div>
);
